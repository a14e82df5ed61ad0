//! Finds every path that a source names, however it is written, and resolves it as far as names go.
//!
//! Understood are `use` trees (nested, renamed, globs), `super`, `self`, `crate`, `$crate`, aliases of modules, inline
//! modules, and paths inside macros. Comments and strings are not code and are never read.
//! Limits: what a macro of another file builds out of pieces is not seen, nor a state that goes by another name.

use std::collections::BTreeMap;
use std::str::FromStr;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

mod walk;

use walk::Walk;

/// A path as it is meant: `crate` first for the own crate, otherwise the name of the other crate or a local name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedPath {
    pub(super) segments: Vec<String>,
    pub(super) line: usize,
    pub(super) form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// One item or module.
    Plain,
    /// Everything below it.
    Glob,
    /// Another file's text taken in by `#[path]` or `include!`.
    Inclusion,
    /// A field read off the zone's whole state: `state.field`, or `State { field, .. }` in a pattern.
    FieldOfState,
}

/// What a source is within its crate.
pub(super) struct Place<'a> {
    /// The module's path below the crate, empty for its root.
    pub(super) module: Vec<String>,
    /// The crate's own name in code, which means the same as `crate`.
    pub(super) crate_identifier: &'a str,
}

/// Lists the paths of a source in the order in which they stand.
pub(super) fn named_paths(text: &str, place: &Place<'_>) -> Result<Vec<NamedPath>, String> {
    let stream = TokenStream::from_str(text).map_err(|error| format!("cannot be read as Rust: {error}"))?;
    let mut walk = Walk::default();
    walk.stream(stream, &place.module);
    let aliases = aliases_of(&walk, place);
    let mut named: Vec<NamedPath> = walk
        .written
        .iter()
        .map(|written| NamedPath {
            segments: match written.form {
                Form::FieldOfState => written.segments.clone(),
                _ => resolve(&written.segments, &written.module, place, &aliases, 0),
            },
            line: written.line,
            form: written.form,
        })
        .collect();
    named.dedup();
    Ok(named)
}

/// Every identifier of a source, for finding what is never named.
pub(super) fn identifiers(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    if let Ok(stream) = TokenStream::from_str(text) {
        collect_identifiers(stream, &mut found);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Says whether a source carries an inner attribute such as `#![no_std]`, bare and without conditions.
pub(super) fn has_inner_attribute(text: &str, attribute: &str) -> bool {
    let Ok(stream) = TokenStream::from_str(text) else { return false };
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    tokens.windows(3).any(|window| match window {
        [TokenTree::Punct(hash), TokenTree::Punct(bang), TokenTree::Group(group)] => {
            hash.as_char() == '#' && bang.as_char() == '!' && is_only(group, attribute)
        }
        _ => false,
    })
}

fn is_only(group: &Group, attribute: &str) -> bool {
    group.delimiter() == Delimiter::Bracket && group.stream().to_string() == attribute
}

fn collect_identifiers(stream: TokenStream, found: &mut Vec<String>) {
    for token in stream {
        match token {
            TokenTree::Ident(identifier) => found.push(plain(&identifier.to_string())),
            TokenTree::Group(group) => collect_identifiers(group.stream(), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// A name without the mark of a raw identifier.
fn plain(identifier: &str) -> String {
    identifier.strip_prefix("r#").unwrap_or(identifier).to_owned()
}

/// What each imported or renamed name stands for, over the whole file: an alias of a scope is taken as one of the
/// file, which can only find more.
fn aliases_of(walk: &Walk, place: &Place<'_>) -> BTreeMap<String, Vec<String>> {
    let mut aliases = BTreeMap::new();
    // Twice, so that an alias may rest on one that stands below it.
    for _ in 0..2 {
        for alias in &walk.aliases {
            let meant = resolve(&alias.segments, &alias.module, place, &aliases, 0);
            if meant.first() != Some(&alias.name) {
                aliases.insert(alias.name.clone(), meant);
            }
        }
    }
    aliases
}

const ALIAS_DEPTH_MAX: usize = 8;

fn resolve(
    segments: &[String],
    module: &[String],
    place: &Place<'_>,
    aliases: &BTreeMap<String, Vec<String>>,
    depth: usize,
) -> Vec<String> {
    let Some(first) = segments.first() else { return Vec::new() };
    let rest = segments.get(1..).unwrap_or_default();
    match first.as_str() {
        "crate" => own(&[], rest),
        name if name == place.crate_identifier => own(&[], rest),
        "self" | "super" => {
            let mut base: &[String] = module;
            let mut below = segments;
            while let Some((next, after)) = below.split_first() {
                match next.as_str() {
                    "self" => {}
                    "super" => base = base.split_last().map_or(&[], |(_, parents)| parents),
                    _ => break,
                }
                below = after;
            }
            own(base, below)
        }
        name => match aliases.get(name) {
            Some(meant) if depth < ALIAS_DEPTH_MAX => {
                let longer: Vec<String> = meant.iter().chain(rest).cloned().collect();
                resolve(&longer, module, place, aliases, depth + 1)
            }
            _ => segments.to_vec(),
        },
    }
}

fn own(base: &[String], below: &[String]) -> Vec<String> {
    std::iter::once("crate".to_owned()).chain(base.iter().cloned()).chain(below.iter().cloned()).collect()
}
