//! An import of a list file that is killed halfway and run again: every list comes in once, and every balance is what the
//! file says.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::load::Tokens;
use crate::program::{finished, program};
use crate::zone::{Place, Zone, get, wait};

const LINES: &str = "12000";
/// Commands that stand before the kill: some lists are through, some are under way.
const ENTRIES_BEFORE_THE_KILL: u64 = 40;
const ENTRIES_OF_A_LIST: u64 = 3;

/// A file, the book that it is for, and who brings it in.
struct Import<'a> {
    zone: &'a Zone,
    tokens: &'a Tokens,
    file: &'a Path,
    server: String,
}

impl Import<'_> {
    /// A command of the program as the clerk, with customs to approve.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program();
        command.args(arguments).args(["--server", &self.server, "--json"]);
        command.env("ETOWN_TOKEN", &self.tokens.clerk).env("ETOWN_APPROVER_TOKEN", &self.tokens.customs);
        command
    }

    fn drawn(&self, arguments: &[&str]) -> Value {
        let command = self.command(&[arguments, &["--lines", LINES, "--seed", "11"]].concat());
        run(command, 0)
    }

    fn import(&self, book: &str) -> Command {
        let file = self.file.to_str().expect("a readable path");
        let mut command = self.command(&["import", "lists", file, "--book", book]);
        command.args(["--connections", "4"]);
        command
    }

    /// How many entries the journal holds.
    fn entries(&self) -> u64 {
        let answer = self.zone.as_token(&self.tokens.auditor).get("/api/v1/journal/checkpoint");
        let note = String::from_utf8(answer.expect("an answer").body).expect("text");
        note.lines().nth(1).and_then(|line| line.parse().ok()).expect("the size of the journal")
    }

    /// Starts the import and kills it once so many entries are there.
    fn start_and_kill(&self, book: &str, entries: u64) {
        let mut command = self.import(book);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        while self.entries() < entries {
            assert!(child.try_wait().expect("it can be asked").is_none(), "the import ended before the kill");
            wait(Duration::from_millis(5));
        }
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
    }
}

fn run(mut command: Command, code: i32) -> Value {
    let ended = finished(&mut command);
    assert_eq!(ended.code, code, "{command:?}: {} {}", ended.out, ended.err);
    serde_json::from_str(&ended.out).expect("the result is JSON")
}

#[test]
fn an_import_that_is_killed_halfway_goes_on_and_brings_nothing_in_twice() {
    let place = Place::with_demo(&[]);
    let zone = place.start();
    let tokens = Tokens::made_by(&zone);
    let file = place.data().with_file_name("lists.csv");
    let import = Import { zone: &zone, tokens: &tokens, file: &file, server: zone.url.clone() };

    let path = file.to_str().expect("a readable path");
    let mut write = program();
    write.args(["bench", "file", "write", path, "--lines", LINES, "--seed", "11", "--json"]);
    let written = run(write, 0);
    let lists = written["lists"].as_u64().expect("a count");
    let own = get(&zone.as_token(&tokens.clerk), "/api/v1/books");
    let enterprise = own["rows"][0]["enterprise"].as_str().expect("the clerk's enterprise");
    let book = import.drawn(&["bench", "file", "book", "--enterprise", enterprise]);
    let book = book["book"].as_str().expect("the book");

    let before = import.entries();
    import.start_and_kill(book, before + ENTRIES_BEFORE_THE_KILL);
    assert!(import.entries() < before + ENTRIES_OF_A_LIST * lists, "nothing was left to go on with");

    let report = run(import.import(book), 0);
    assert_eq!((report["lists"].as_u64(), report["refused_lists"].as_u64()), (Some(lists), Some(0)));
    let were_there = report["lists_that_were_there"].as_u64().expect("a count");
    assert!(were_there > 0 && were_there < lists, "{were_there} of {lists} lists were there");
    assert_eq!(import.entries(), before + ENTRIES_OF_A_LIST * lists);
    compare(&import, book);

    let again = run(import.import(book), 0);
    assert_eq!(again["lists_that_were_there"].as_u64(), Some(lists));
    assert_eq!(import.entries(), before + ENTRIES_OF_A_LIST * lists);
    compare(&import, book);
    assert_eq!(zone.stop(), 0);
}

fn compare(import: &Import<'_>, book: &str) {
    let command = ["bench", "file", "compare", "--book", book, "--lines", LINES, "--seed", "11"];
    let mut command = import.command(&command);
    command.env("ETOWN_TOKEN", &import.tokens.auditor);
    let compared = run(command, 0);
    assert_eq!(compared["differences"], Value::Array(Vec::new()));
    assert!(compared["balances"].as_u64().is_some_and(|balances| balances > 300), "{compared}");
}

#[test]
fn a_list_that_the_zone_refuses_is_told_with_its_row_and_hinders_no_other() {
    let place = Place::with_demo(&[]);
    let zone = place.start();
    let tokens = Tokens::made_by(&zone);
    let file = place.data().with_file_name("lists.csv");
    let target = crate::load::Target::found_in(&zone, &tokens);
    let (item, code, measure, _) = &target.items[0];
    let row = |list: &str, line: u32, item: u64| {
        format!("{list},import,5000,no,,{line},{item},{code},1.5,{measure},1.25,\n")
    };
    let headings = "list,movement,supervision_mode,needs_declaration,trucks,line,item,hs_code,quantity,measure,\
        unit_price,bom_version";
    let rows = [row("A", 1, *item), row("B", 1, *item), row("B", 2, 999_999), row("C", 1, *item)].concat();
    std::fs::write(&file, format!("etown-list-lines/1\n{headings}\n{rows}")).expect("the file is written");
    let import = Import { zone: &zone, tokens: &tokens, file: &file, server: zone.url.clone() };
    let report = run(import.import(&target.book), 6);
    assert_eq!((&report["lists"], &report["refused_lists"]), (&2.into(), &1.into()));
    let refused = &report["refused"][0];
    assert_eq!(
        (&refused["list"], &refused["row"], &refused["step"]),
        (&"B".into(), &5.into(), &"draft".into())
    );
    assert!(refused["code"].as_str().is_some_and(|code| !code.is_empty()), "{refused}");
    assert_eq!(zone.stop(), 0);
}
