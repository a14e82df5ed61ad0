//! Reads paths off a stream of tokens as they are written, with the module that each stands in.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::{Form, plain};

/// A path as written, before `super` and aliases are resolved.
pub(super) struct Written {
    pub(super) segments: Vec<String>,
    pub(super) module: Vec<String>,
    pub(super) line: usize,
    pub(super) form: Form,
}

/// A name that `use` or `extern crate` brings into the file.
pub(super) struct Alias {
    pub(super) name: String,
    pub(super) segments: Vec<String>,
    pub(super) module: Vec<String>,
}

#[derive(Default)]
pub(super) struct Walk {
    pub(super) written: Vec<Written>,
    pub(super) aliases: Vec<Alias>,
}

impl Walk {
    pub(super) fn stream(&mut self, stream: TokenStream, module: &[String]) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at = match token {
                TokenTree::Ident(_) => self.identifier(&tokens, at, module),
                TokenTree::Group(group) => {
                    self.stream(group.stream(), module);
                    at + 1
                }
                TokenTree::Punct(punct) if punct.as_char() == '#' => {
                    self.attribute(&tokens, at, module);
                    at + 1
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => at + 1,
            };
        }
    }

    /// Reads what begins with a word and returns where to go on.
    fn identifier(&mut self, tokens: &[TokenTree], at: usize, module: &[String]) -> usize {
        let word = word(tokens.get(at)).unwrap_or_default();
        match word.as_str() {
            // `+ use<'a>` in a type is not an import.
            "use" if !is_punct(tokens.get(at + 1), '<') => self.import(tokens, at + 1, module),
            "extern" if self::word(tokens.get(at + 1)).as_deref() == Some("crate") => {
                self.extern_crate(tokens, at + 2, module)
            }
            "mod" => self.inline_module(tokens, at, module),
            "include" if is_punct(tokens.get(at + 1), '!') => {
                self.push(vec!["include".to_owned()], module, line(tokens, at), Form::Inclusion);
                at + 1
            }
            _ => self.path(tokens, at, module),
        }
    }

    fn import(&mut self, tokens: &[TokenTree], at: usize, module: &[String]) -> usize {
        let end = tokens
            .iter()
            .skip(at)
            .position(|token| is_punct(Some(token), ';'))
            .map_or(tokens.len(), |length| at + length);
        self.use_tree(tokens.get(at..end).unwrap_or_default(), &[], module);
        end + 1
    }

    /// Reads one tree, or several with commas between them, below a prefix.
    fn use_tree(&mut self, tokens: &[TokenTree], prefix: &[String], module: &[String]) {
        for branch in tokens.split(|token| is_punct(Some(token), ',')) {
            let mut segments = prefix.to_vec();
            let mut renamed = None;
            let mut form = Form::Plain;
            let mut is_divided = false;
            let mut at = 0;
            while let Some(token) = branch.get(at) {
                match token {
                    TokenTree::Ident(identifier) if identifier == "as" => {
                        renamed = word(branch.get(at + 1));
                        at += 1;
                    }
                    // `a::{self}` means `a`; elsewhere `self` is the module.
                    TokenTree::Ident(identifier) if identifier == "self" && !segments.is_empty() => {}
                    TokenTree::Ident(identifier) => segments.push(plain(&identifier.to_string())),
                    TokenTree::Group(group) => {
                        let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                        self.use_tree(&inner, &segments, module);
                        is_divided = true;
                    }
                    TokenTree::Punct(punct) if punct.as_char() == '*' => form = Form::Glob,
                    TokenTree::Punct(_) | TokenTree::Literal(_) => {}
                }
                at += 1;
            }
            if is_divided || branch.is_empty() || segments.is_empty() {
                continue;
            }
            if form == Form::Plain {
                self.alias(renamed.as_ref().or(segments.last()), &segments, module);
            }
            self.push(segments, module, line(branch, 0), form);
        }
    }

    fn extern_crate(&mut self, tokens: &[TokenTree], at: usize, module: &[String]) -> usize {
        let Some(name) = word(tokens.get(at)) else { return at };
        // `extern crate self as name` gives the own crate another name.
        let segments = vec![if name == "self" { "crate".to_owned() } else { name }];
        if word(tokens.get(at + 1)).as_deref() == Some("as") {
            self.alias(word(tokens.get(at + 2)).as_ref(), &segments, module);
        }
        self.push(segments, module, line(tokens, at), Form::Plain);
        at + 1
    }

    fn inline_module(&mut self, tokens: &[TokenTree], at: usize, module: &[String]) -> usize {
        let (Some(name), Some(TokenTree::Group(group))) = (word(tokens.get(at + 1)), tokens.get(at + 2))
        else {
            return at + 1;
        };
        if group.delimiter() == Delimiter::Brace {
            let inner: Vec<String> = module.iter().cloned().chain([name]).collect();
            self.stream(group.stream(), &inner);
        }
        at + 3
    }

    fn path(&mut self, tokens: &[TokenTree], at: usize, module: &[String]) -> usize {
        let mut segments: Vec<String> = word(tokens.get(at)).into_iter().collect();
        let mut next = at + 1;
        while is_punct(tokens.get(next), ':') && is_punct(tokens.get(next + 1), ':') {
            let Some(segment) = word(tokens.get(next + 2)) else { break };
            segments.push(segment);
            next += 3;
        }
        self.fields_of_state(tokens, next, segments.last().map(String::as_str), module);
        if segments.len() > 1 {
            self.push(segments, module, line(tokens, at), Form::Plain);
        }
        next
    }

    fn fields_of_state(&mut self, tokens: &[TokenTree], next: usize, name: Option<&str>, module: &[String]) {
        let fields: Vec<String> = match (name, tokens.get(next)) {
            (Some("state"), Some(TokenTree::Punct(dot))) if dot.as_char() == '.' => {
                word(tokens.get(next + 1)).into_iter().collect()
            }
            (Some("State"), Some(TokenTree::Group(group))) if group.delimiter() == Delimiter::Brace => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                inner
                    .split(|token| is_punct(Some(token), ','))
                    .filter_map(|field| word(field.first()))
                    .collect()
            }
            _ => Vec::new(),
        };
        for field in fields {
            self.push(vec![field], module, line(tokens, next), Form::FieldOfState);
        }
    }

    fn attribute(&mut self, tokens: &[TokenTree], at: usize, module: &[String]) {
        let after_bang = if is_punct(tokens.get(at + 1), '!') { at + 2 } else { at + 1 };
        if let Some(TokenTree::Group(group)) = tokens.get(after_bang)
            && names_a_file(group)
        {
            self.push(vec!["path".to_owned()], module, line(tokens, at), Form::Inclusion);
        }
    }

    fn alias(&mut self, name: Option<&String>, segments: &[String], module: &[String]) {
        if let Some(name) = name.filter(|name| *name != "_") {
            self.aliases.push(Alias {
                name: name.clone(),
                segments: segments.to_vec(),
                module: module.to_vec(),
            });
        }
    }

    fn push(&mut self, segments: Vec<String>, module: &[String], line: usize, form: Form) {
        self.written.push(Written { segments, module: module.to_vec(), line, form });
    }
}

/// `path = "…"`, also inside `cfg_attr(…)`.
fn names_a_file(group: &Group) -> bool {
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    tokens.iter().enumerate().any(|(at, token)| match token {
        TokenTree::Ident(identifier) => {
            identifier == "path"
                && is_punct(tokens.get(at + 1), '=')
                && matches!(tokens.get(at + 2), Some(TokenTree::Literal(_)))
        }
        TokenTree::Group(inner) => names_a_file(inner),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

fn word(token: Option<&TokenTree>) -> Option<String> {
    match token {
        Some(TokenTree::Ident(identifier)) => Some(plain(&identifier.to_string())),
        _ => None,
    }
}

fn is_punct(token: Option<&TokenTree>, character: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}

fn line(tokens: &[TokenTree], at: usize) -> usize {
    tokens.get(at).map_or(0, |token| token.span().start().line)
}
