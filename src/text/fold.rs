//! The folded form of a word, by which tables are looked up, and its hash.
//!
//! Folding lowers the case, strips the common Latin diacritics, straightens apostrophes and drops dots,
//! soft hyphens and zero-width characters: `U.S.`, `US` and `us` fold alike, and so do `São` and `Sao`.
//! The hash is the same on every platform, so tables may be hashed when the crate is built.

/// Words are read eight bytes at a time: one in each byte, and the highest bit of each.
const LANES: u64 = 0x0101_0101_0101_0101;
pub(crate) const HIGH: u64 = 0x80 * LANES;

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of the folded form of `word`.
pub(crate) fn fold_hash(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let mut state = 0;
    for at in (0..bytes.len()).step_by(8) {
        let chunk = load(bytes, at);
        if chunk & HIGH != 0 || has_byte(chunk, b'.') || has_byte(chunk, b'`') {
            return hash_folded(word);
        }
        state = hash_step(state, chunk | (alpha_mask(chunk) >> 2));
    }
    state
}

/// The folded form of `word`.
pub(crate) fn fold(word: &str) -> String {
    let mut out = Vec::with_capacity(word.len());
    fold_bytes(word, |byte| out.push(byte));
    String::from_utf8(out).unwrap_or_default()
}

/// The hash of a word that changes its length when folded.
fn hash_folded(word: &str) -> u64 {
    let (mut state, mut chunk, mut lane) = (0, 0, 0);
    fold_bytes(word, |byte| {
        chunk |= u64::from(byte) << (8 * lane);
        lane += 1;
        if lane == 8 {
            state = hash_step(state, chunk);
            (chunk, lane) = (0, 0);
        }
    });
    if lane > 0 { hash_step(state, chunk) } else { state }
}

/// Hash of ASCII (or already folded) bytes; capital ASCII letters count as small ones.
pub(crate) const fn hash_ascii(bytes: &[u8]) -> u64 {
    let mut state = 0;
    let mut at = 0;
    while at < bytes.len() {
        let mut chunk = 0;
        let mut lane = 0;
        while lane < 8 && at < bytes.len() {
            chunk |= (bytes[at].to_ascii_lowercase() as u64) << (8 * lane);
            lane += 1;
            at += 1;
        }
        state = hash_step(state, chunk);
    }
    state
}

/// Takes up to eight folded bytes, little-endian and padded with zeros, into the hash.
#[inline(always)]
pub(crate) const fn hash_step(state: u64, chunk: u64) -> u64 {
    let mixed = (state ^ chunk).wrapping_mul(MULTIPLIER);
    (mixed ^ (mixed >> 29)).wrapping_mul(MULTIPLIER) ^ (mixed >> 32)
}

/// Eight bytes from `at` on, little-endian, zeros behind the end.
#[inline(always)]
pub(crate) fn load(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..at + 8) {
        Some(eight) => u64::from_le_bytes(eight.try_into().unwrap_or_default()),
        None => {
            let mut eight = [0; 8];
            let rest = &bytes[at.min(bytes.len())..];
            eight[..rest.len()].copy_from_slice(rest);
            u64::from_le_bytes(eight)
        }
    }
}

/// The high bit of every byte that is an ASCII letter.
#[inline(always)]
pub(crate) fn alpha_mask(chunk: u64) -> u64 {
    let low = (chunk & !HIGH) | (0x20 * LANES);
    (low + 0x1F * LANES) & !(low + 0x05 * LANES) & !chunk & HIGH
}

/// The high bit of every byte that is an ASCII digit.
#[inline(always)]
pub(crate) fn digit_mask(chunk: u64) -> u64 {
    let low = chunk & !HIGH;
    (low + 0x50 * LANES) & !(low + 0x46 * LANES) & !chunk & HIGH
}

/// Is one of the bytes `byte`?
fn has_byte(chunk: u64, byte: u8) -> bool {
    let zero = chunk ^ (LANES * u64::from(byte));
    zero.wrapping_sub(LANES) & !zero & HIGH != 0
}

/// Characters that show nothing and belong to the word they stand in.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{FE0E}' | '\u{FE0F}')
}

/// Combining marks that follow the letter they belong to.
pub(crate) fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{20D0}'..='\u{20FF}')
}

fn fold_bytes(word: &str, mut out: impl FnMut(u8)) {
    let mut buffer = [0; 4];
    for c in word.chars() {
        match c {
            '.' => {}
            '`' => out(b'\''),
            '\0'..='\u{7F}' => out(c.to_ascii_lowercase() as u8),
            _ if is_invisible(c) || is_combining(c) => {}
            _ => match base_letters(c) {
                Some(base) => base.bytes().for_each(&mut out),
                None if ('\u{2010}'..='\u{2BFF}').contains(&c) => c.encode_utf8(&mut buffer).bytes().for_each(&mut out),
                None => {
                    for small in c.to_lowercase().filter(|c| !is_combining(*c)) {
                        small.encode_utf8(&mut buffer).bytes().for_each(&mut out);
                    }
                }
            },
        }
    }
}

/// What a Latin letter with a diacritic folds to.
fn base_letters(c: char) -> Option<&'static str> {
    Some(match c {
        '‘' | '’' | 'ʼ' | 'ʻ' | 'ʹ' | '′' | '´' => "'",
        '\u{2010}' | '\u{2011}' => "-",
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' | 'Ǎ' | 'ǎ' | 'Ạ'..='ặ' => "a",
        'Æ' | 'æ' => "ae",
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'Ď'..='đ' | 'Ð' | 'ð' | 'Ḍ' | 'ḍ' => "d",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' | 'Ẹ'..='ệ' | 'Ə' | 'ə' => "e",
        'Ĝ'..='ģ' | 'Ǧ' | 'ǧ' => "g",
        'Ĥ'..='ħ' | 'Ḥ' | 'ḥ' => "h",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' | 'Ǐ' | 'ǐ' | 'Ỉ'..='ị' => "i",
        'Ĵ' | 'ĵ' => "j",
        'Ķ'..='ĸ' | 'Ḳ' | 'ḳ' => "k",
        'Ĺ'..='ł' => "l",
        'Ñ' | 'ñ' | 'Ń'..='ŋ' => "n",
        'Ò'..='Ö' | 'ò'..='ö' | 'Ø' | 'ø' | 'Ō'..='ő' | 'Ơ' | 'ơ' | 'Ǒ' | 'ǒ' | 'Ọ'..='ợ' => "o",
        'Œ' | 'œ' => "oe",
        'Ŕ'..='ř' => "r",
        'Ś'..='š' | 'Ș' | 'ș' | 'Ṣ' | 'ṣ' => "s",
        'ß' | 'ẞ' => "ss",
        'Ţ'..='ŧ' | 'Ț' | 'ț' | 'Ṭ' | 'ṭ' => "t",
        'Þ' | 'þ' => "th",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' | 'Ư' | 'ư' | 'Ǔ'..='ǜ' | 'Ụ'..='ự' => "u",
        'Ŵ' | 'ŵ' => "w",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' | 'Ỳ'..='ỹ' => "y",
        'Ź'..='ž' | 'Ẓ' | 'ẓ' => "z",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_fold_alike() {
        for (a, b) in [
            ("U.S.", "US"),
            ("São", "Sao"),
            ("Łódź", "Lodz"),
            ("O’Brien", "O'BRIEN"),
            ("Erdoğan", "Erdogan"),
            ("İzmir", "Izmir"),
            ("co\u{AD}op", "coop"),
            ("Zu\u{308}rich", "Zürich"),
            ("Straße", "Strasse"),
            ("Đặng", "Dang"),
            ("international organization", "INTERNATIONAL ORGANIZATION"),
        ] {
            assert_eq!(fold(a), fold(b));
            assert_eq!(fold_hash(a), fold_hash(b), "{a} {b}");
        }
        assert_ne!(fold_hash("ab"), fold_hash("ba"));
        assert_ne!(fold_hash("president"), fold_hash("presidents"));
        assert_eq!(fold("МОСКВА"), "москва");
    }
}
