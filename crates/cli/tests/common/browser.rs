//! A headless browser, driven over the WebDriver protocol; nothing where none is installed.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use serde_json::{Value, json};

pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

impl Browser {
    /// `None`, with a message, where the machine has no browser or no driver for it; a panic where `ONRECORD_BROWSER` asks for
    /// one.
    pub fn open() -> Option<Browser> {
        let browser = Browser::start();
        if let Err(why) = &browser {
            assert!(std::env::var_os("ONRECORD_BROWSER").is_none(), "{why}");
            eprintln!("skipped: {why}");
        }
        browser.ok()
    }

    fn start() -> Result<Browser, String> {
        let started = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut driver = started.map_err(|error| format!("chromedriver does not start: {error}"))?;
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = lines.find_map(|line| {
            let line = line.ok()?;
            line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok()
        });
        let mut browser = Browser { driver, port: port.unwrap_or(0), session: String::new() };
        // The driver must find its reader alive as long as it writes.
        std::thread::spawn(move || lines.for_each(drop));
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,900",
        ];
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": { "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL" },
        }}});
        let session = browser.post("", wanted).map_err(|error| format!("no browser starts: {error}"))?;
        browser.session = format!("/{}", session["sessionId"].as_str().ok_or("a session without an id")?);
        Ok(browser)
    }

    pub fn go(&self, file: &Path) {
        self.post("/url", json!({ "url": format!("file://{}", file.display()) })).unwrap();
    }

    /// What a script's `return` gives.
    #[track_caller]
    pub fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", json!({ "script": script, "args": [] })).unwrap()
    }

    #[track_caller]
    pub fn click(&self, selector: &str) {
        let element = self.element(selector);
        self.post(&format!("/element/{element}/click"), json!({})).unwrap();
    }

    /// Keys as a person types them into an element.
    #[track_caller]
    pub fn keys(&self, selector: &str, text: &str) {
        let element = self.element(selector);
        self.post(&format!("/element/{element}/value"), json!({ "text": text })).unwrap();
    }

    #[track_caller]
    fn element(&self, selector: &str) -> String {
        let found = self.post("/element", json!({ "using": "css selector", "value": selector })).unwrap();
        found.as_object().unwrap().values().next().unwrap().as_str().unwrap().to_owned()
    }

    /// What the browser complained of: forbidden scripts, failed loads, errors.
    pub fn complaints(&self) -> Vec<Value> {
        self.post("/se/log", json!({ "type": "browser" })).unwrap().as_array().cloned().unwrap_or_default()
    }

    fn post(&self, path: &str, body: Value) -> Result<Value, String> {
        self.ask("POST", path, &body.to_string())
    }

    fn ask(&self, method: &str, path: &str, body: &str) -> Result<Value, String> {
        let talk = || -> std::io::Result<String> {
            let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
            stream.set_read_timeout(Some(Duration::from_secs(120)))?;
            write!(
                stream,
                "{method} /session{}{path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                self.session,
                body.len()
            )?;
            let mut answer = BufReader::new(stream);
            let (mut length, mut line) = (0, String::new());
            while answer.read_line(&mut line)? > 2 {
                if let Some((name, value)) = line.split_once(':')
                    && name.eq_ignore_ascii_case("content-length")
                {
                    length = value.trim().parse().unwrap_or(0);
                }
                line.clear();
            }
            let mut body = vec![0; length];
            answer.read_exact(&mut body)?;
            Ok(String::from_utf8_lossy(&body).into_owned())
        };
        let answer = talk().map_err(|error| error.to_string())?;
        let value: Value = serde_json::from_str(&answer).map_err(|error| format!("{error}: {answer}"))?;
        match value["value"]["error"].as_str() {
            Some(error) => Err(format!("{error}: {}", value["value"]["message"])),
            None => Ok(value["value"].clone()),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let _ = self.ask("DELETE", "", "");
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
