//! The shell of a page: its head with style, its script, and a policy that lets nothing else run or load.

use super::html;

const STYLE: &str = include_str!("report.css");
pub const SCRIPT: &str = include_str!("report.js");

/// SHA-256 of the script: the one script that a page may run. A test recomputes it.
pub const SCRIPT_HASH: &str = "sha256-xh2FqIs0jB5vsogubRCqbEnD7ffQNvf1fPQPlwqFYes=";

/// A page with one article.
pub fn single(title: &str, body: &str) -> String {
    let mut page = head(title);
    page.push_str(body);
    page.push_str(&foot());
    page
}

/// Everything up to the page's content.
pub fn head(title: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         script-src '{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#text\">Skip to the text</a>\n\
         <button type=\"button\" id=\"theme\" aria-label=\"Switch between light and dark\" hidden>◐</button>\n\
         <div id=\"view\">\n",
        html::escape(title)
    )
}

/// Everything behind it.
pub fn foot() -> String {
    format!(
        "</div>\n<p id=\"live\" class=\"hidden\" role=\"status\" aria-live=\"polite\"></p>\n\
         <footer class=\"bottom\">Made by onrecord {}</footer>\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
        env!("CARGO_PKG_VERSION")
    )
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_policy_names_the_script() {
        let digest = Sha256::digest(super::SCRIPT.as_bytes());
        let expected = format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(digest));
        assert_eq!(super::SCRIPT_HASH, expected, "the script has changed: put its new hash into page.rs");
        assert!(!super::SCRIPT.contains("</script"));
    }
}
