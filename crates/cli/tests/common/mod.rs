//! What the tests of the command share.
#![allow(dead_code)] // every test file uses a part of it

use std::{fs, path::PathBuf, process::Output};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

pub const ARTICLE: &str = "The harbour at Le Havre\n\n\
    PARIS, March 1, 2015 - French President François Hollande said on Sunday that the harbour at Le Havre would be \
    rebuilt within two years. “We will not leave a single pier behind,” he told reporters.\n\n\
    German Chancellor Angela Merkel came a day later. “Neighbours help each other,” she said in a statement, adding, \
    “and Berlin will pay its share.” 👩‍👩‍👧\n\n\
    A senior French official said the repairs would cost “well over” €400 million. Moscow denied that its ships had \
    damaged the quay.\n";

pub const SHORT: &str = "“The road is open again,” Tony Blair said on Monday.\n";

/// A folder that is gone after the test.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Folder {
        Folder(TempDir::new().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Folder {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The command with these arguments, started in this folder.
    pub fn onrecord(&self, arguments: &str) -> Command {
        let mut command = Command::cargo_bin("onrecord").unwrap();
        command.current_dir(self.0.path()).args(arguments.split(' ').filter(|word| !word.is_empty()));
        command.env_remove("NO_COLOR");
        command
    }

    pub fn run(&self, arguments: &str) -> Done {
        Done(self.onrecord(arguments).output().unwrap())
    }

    /// The names in a folder, sorted.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// What a run of the command left behind.
pub struct Done(pub Output);

impl Done {
    #[track_caller]
    pub fn status(&self, expected: i32) -> &Done {
        assert_eq!(self.0.status.code(), Some(expected), "{}\n{}", self.out(), self.err());
        self
    }

    #[track_caller]
    pub fn says(&self, words: &str) -> &Done {
        assert!(self.err().contains(words), "{words:?} is not in {:?}", self.err());
        self
    }

    pub fn out(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    pub fn err(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out()).unwrap_or_else(|error| panic!("{error}: {}", self.out()))
    }

    pub fn lines(&self) -> Vec<Value> {
        self.out().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}
