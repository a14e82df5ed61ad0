//! Names of the people behind actors, for histories. The journal names users by id alone; the name is added here.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::app::AppState;

/// Looks each person up once.
pub(crate) struct Names<'a> {
    app: &'a AppState,
    known: RefCell<HashMap<String, Option<String>>>,
}

impl<'a> Names<'a> {
    pub(crate) fn of(app: &'a AppState) -> Self {
        Self { app, known: RefCell::default() }
    }

    /// Returns the display name of a user; nothing for the program's own actors and for people who were erased.
    pub(crate) fn name(&self, actor: &str) -> Option<String> {
        if let Some(known) = self.known.borrow().get(actor) {
            return known.clone();
        }
        let user = actor.parse().ok()?;
        // A name is an addition: without it the history still says which user acted.
        let name = self.app.credentials.user(user).ok().flatten().map(|person| person.display_name);
        self.known.borrow_mut().insert(actor.to_owned(), name.clone());
        name
    }
}
