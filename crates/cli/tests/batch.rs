//! Many articles at once: order, limits, files that appear whole, readers that leave.

mod common;

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    process::{Command, Stdio},
};

use common::{Folder, SHORT};

/// Lines of many sizes, so that portions end in different threads at different times.
fn lines(count: usize) -> String {
    let line = |k: usize| {
        let text = SHORT.repeat(1 + (k * 7919) % 23);
        format!("{{\"id\": {k}, \"text\": {}}}\n", serde_json::to_string(&text).unwrap())
    };
    (0..count).map(line).collect()
}

#[test]
fn order_and_bytes_do_not_depend_on_threads() {
    let folder = Folder::new();
    folder.write("in.jsonl", lines(300) + "broken\n" + &lines(30));
    let one = folder.run("extract --format jsonl --threads 1 in.jsonl");
    let many = folder.run("extract --format jsonl --threads 8 in.jsonl");
    one.status(1);
    many.status(1);
    assert!(one.0.stdout == many.0.stdout && one.err() == many.err());
    let found = many.lines();
    assert_eq!((found.len(), &found[299]["id"], &found[330]["id"]), (331, &"299".into(), &"29".into()));
    assert_eq!(found[300]["id"], "in.jsonl:301");
}

#[test]
fn many_small_files_keep_their_order() {
    let folder = Folder::new();
    for k in 0..300 {
        folder.write(&format!("in/{k:03}.txt"), SHORT);
    }
    let found = folder.run("extract --format jsonl --threads 4 in").status(0).lines();
    let expected: Vec<String> = (0..300).map(|k| format!("in/{k:03}.txt")).collect();
    assert_eq!(found.iter().map(|line| line["id"].as_str().unwrap()).collect::<Vec<_>>(), expected);
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let folder = Folder::new();
    folder.write("in.jsonl", lines(700));
    for arguments in
        ["--format jsonl --threads 3", "--format jsonl --threads 1", "--format text", "--format csv", "--format html"]
    {
        let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(["extract", "in.jsonl"])
            .args(arguments.split(' '))
            .current_dir(folder.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = String::new();
        BufReader::with_capacity(64, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let (mut errors, status) = (String::new(), child.wait().unwrap());
        child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
        assert_eq!((status.code(), &*errors), (Some(0), ""), "{arguments}");
    }
    for arguments in [&["rules"][..], &["lookup", "Georgia"], &["man"], &["completions", "bash"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), &output.stderr[..]), (Some(0), &b""[..]), "{arguments:?}");
    }
}

/// What is ready comes out before more comes in.
#[test]
fn a_slow_writer_is_answered_line_by_line() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["extract", "--input-format", "jsonl", "--format", "jsonl", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut input, mut output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    for id in ["first", "second"] {
        writeln!(input, "{{\"id\": \"{id}\", \"text\": \"France agreed.\"}}").unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert!(line.contains(id), "{line}");
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn output_appears_whole_or_not_at_all() {
    let folder = Folder::new();
    folder.write("in/a.txt", SHORT).write("out.jsonl", "as it was");
    folder.run("extract --format jsonl --output out.jsonl in").status(0);
    assert_eq!(folder.read("out.jsonl"), folder.run("extract --format jsonl in").out());
    assert_eq!(folder.names(""), ["in", "out.jsonl"]);
    // The input may be the output: it is replaced when all of it was read.
    folder.write("same.txt", SHORT);
    folder.run("extract --format json --output same.txt same.txt").status(0);
    assert!(folder.read("same.txt").starts_with('{'));
    folder.run("extract --output in in/a.txt").status(2).says("is a folder");
    folder.run("extract --output none/out.txt in/a.txt").status(2).says("none/out.txt: No such file or directory\n");
    folder.run("extract --format brat --output same.txt/x/ in/a.txt").status(2).says("same.txt/x/: ");
    // Failed inputs leave the others' results in place.
    folder.run("extract --format jsonl --output out.jsonl in none.txt").status(1);
    assert_eq!(folder.read("out.jsonl").lines().count(), 2);
}

#[test]
fn two_runs_into_one_file_leave_one_of_them_whole() {
    let folder = Folder::new();
    folder.write("a.txt", SHORT).write("in.jsonl", lines(60));
    let start = |input: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.args(["extract", "--format", "jsonl", "--output", "out.jsonl", input]);
        command.current_dir(folder.path("")).spawn().unwrap()
    };
    let runs = [start("a.txt"), start("in.jsonl")];
    for mut run in runs {
        assert!(run.wait().unwrap().success());
    }
    let whole = ["a.txt", "in.jsonl"].map(|input| folder.run(&format!("extract --format jsonl {input}")).out());
    assert!(whole.contains(&folder.read("out.jsonl")));
    assert_eq!(folder.names(""), ["a.txt", "in.jsonl", "out.jsonl"]);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_nothing_half_written() {
    let folder = Folder::new();
    folder.write("out.jsonl", "as it was");
    let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["extract", "--input-format", "jsonl", "--output", "out.jsonl", "-"])
        .current_dir(folder.path(""))
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    writeln!(input, "{{\"text\": \"France agreed.\"}}").unwrap();
    while folder.names("").len() < 2 {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!((folder.names(""), folder.read("out.jsonl")), (vec!["out.jsonl".to_owned()], "as it was".to_owned()));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said() {
    let folder = Folder::new();
    folder.write("a.txt", SHORT).write("in.jsonl", lines(500));
    folder.run("extract --output /dev/full a.txt").status(1).says("cannot write: No space left");
    folder.run("extract --output /dev/full --format jsonl in.jsonl").status(1).says("cannot write: No space left");
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_said() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    folder.write("in/shut/a.txt", SHORT).write("in/b.txt", SHORT);
    fs::set_permissions(folder.path("in/shut"), fs::Permissions::from_mode(0o000)).unwrap();
    let open = fs::read_dir(folder.path("in/shut")).is_ok();
    let done = folder.run("extract --format jsonl in");
    fs::set_permissions(folder.path("in/shut"), fs::Permissions::from_mode(0o755)).unwrap();
    if open {
        return eprintln!("skipped: this user may read everything");
    }
    done.status(1).says("in/shut: Permission denied");
    assert_eq!(done.lines().len(), 2);
}

#[test]
fn json_of_nothing_is_an_empty_array() {
    let folder = Folder::new();
    folder.write("none.jsonl", "\n").write("a.txt", SHORT);
    assert_eq!(folder.run("extract --format json none.jsonl").status(0).out(), "[]\n");
    assert_eq!(folder.run("extract --format json --speaker Nobody a.txt none.jsonl").status(0).out(), "[]\n");
    assert_eq!(folder.run("extract --format csv none.jsonl").status(0).out().lines().count(), 1);
}
