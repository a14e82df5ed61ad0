//! The simulator: many people work in an invented zone while its files, messages and clock fail at the edges, all of it drawn
//! from a seed, so that the same seed is the same history. After each restart and at the end it compares what the senders of
//! commands know, what the zone says, what a model of its own has, and what is made anew from the journal.
//!
//! It drives the real engine on real files, one batch at a time. It must never reach around the engine to make a check pass,
//! and must never ask the rules of the domain what is right.
//!
//! Limits: time that passes inside the engine (its threads) is real, so it must not decide anything; a killed engine closes
//! its query database in order, so what a kill leaves of it is put together from copies of its files (`run/disturb.rs`).

mod actions;
mod cast;
mod checks;
mod engine;
mod failure;
mod mirror;
mod oracle;
mod place;
mod plan;
#[cfg(test)]
mod planted;
mod run;
mod script;
mod seeds;
mod shrink;
mod tally;
#[cfg(test)]
mod tests;

use std::path::Path;

use serde::Serialize;

use crate::problem::Problem;
use place::Place;
use plan::Plan;
pub(crate) use run::Conditions;
use script::Script;
pub(crate) use seeds::{Remembered, Series, run_series};
pub(crate) use tally::Tally;

/// What came of one seed.
pub(crate) struct Outcome {
    pub(crate) result: Result<Tally, Broken>,
}

/// A property that did not hold, with the smallest history that shows it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Broken {
    pub(crate) seed: u64,
    pub(crate) steps: usize,
    pub(crate) property: &'static str,
    pub(crate) detail: String,
    /// Steps of the smallest plan that was found.
    pub(crate) smallest: usize,
    /// What happened in it, line by line.
    pub(crate) history: Vec<String>,
}

/// Runs one seed; where a property breaks, looks for a smaller history and keeps its files where it is told to.
pub(crate) fn run_seed(
    seed: u64,
    steps: usize,
    conditions: Conditions,
    keep: Option<&Path>,
) -> Result<Outcome, Problem> {
    let plan = Plan::drawn(seed, steps);
    let place = Place::new()?;
    let failure = match run::run(&plan, &place.fresh(), conditions) {
        Ok(tally) => return Ok(Outcome { result: Ok(tally) }),
        Err(failure) => failure,
    };
    let script = run::write_down(&plan, &place.fresh(), conditions);
    let attempt = |script: &Script| run::follow(script, &place.fresh(), conditions, None);
    let smallest = shrink::smallest(&script, &failure, &attempt);
    let mut history = Vec::new();
    let kept = keep.map(|folder| folder.join(format!("seed-{seed}")));
    let directory = kept.clone().unwrap_or_else(|| place.fresh());
    let told = run::follow(&smallest, &directory, conditions, Some(&mut history));
    let failure = told.err().unwrap_or(failure);
    if let Some(kept) = kept {
        let path = kept.join("history.txt");
        let text = format!("{failure}\n{}\n", history.join("\n"));
        std::fs::write(&path, text)
            .map_err(|error| Problem::fault(format_args!("writing {}", path.display()), error))?;
    }
    let (property, detail) = (failure.property, failure.detail);
    let smallest = smallest.deeds.len();
    Ok(Outcome { result: Err(Broken { seed, steps, property, detail, smallest, history }) })
}
