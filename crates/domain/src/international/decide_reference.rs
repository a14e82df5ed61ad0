//! Activating what projects and people are held against: the negative list and the table of points.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

use super::checks::is_industry_code;
use super::command::InternationalCommand as Command;
use super::event::InternationalEvent as Event;
use super::negative_list::{ListMeasure, NegativeItem, NegativeList};
use super::points_table::PointsTable;
use super::refusal::{
    NEGATIVE_LIST_CONTENT, NEGATIVE_LIST_EXISTS, POINTS_TABLE_CONTENT, POINTS_TABLE_EXISTS,
};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::Role;
use crate::kernel::refusal::Refusal;
use crate::state::State;

/// Most items of an edition; that of 1995 had a few hundred.
const ITEMS_MAX: usize = 500;

pub(super) fn decide(state: &State, command: &Command, context: &Context) -> Result<Vec<ZoneEvent>, Refusal> {
    state.access.require_zone_role(context.actor, &[Role::ZoneAdministrator])?;
    match command {
        Command::ActivateNegativeList { list } => activate_list(state, list),
        Command::ActivatePointsTable { table } => activate_table(state, table),
        _ => unreachable!("the door sends only editions here"),
    }
}

fn activate_list(state: &State, list: &NegativeList) -> Result<Vec<ZoneEvent>, Refusal> {
    let is_taken =
        |known: &NegativeList| known.edition == list.edition || known.effective_from == list.effective_from;
    if state.international.negative_lists().any(is_taken) {
        return Err(Refusal::new(&NEGATIVE_LIST_EXISTS).at("edition"));
    }
    let wrong = |place: &str| Err(Refusal::new(&NEGATIVE_LIST_CONTENT).at(place));
    let is_named = |text: &str| !text.trim().is_empty() && text.chars().count() <= 2_000;
    if !is_named(&list.edition) || !is_named(&list.title) || !is_named(&list.source) {
        return wrong("edition");
    }
    if list.effective_until.is_some_and(|last| last < list.effective_from) {
        return wrong("effective_until");
    }
    let kept = u32::try_from(list.items.len()).unwrap_or(u32::MAX);
    if list.items.len() > ITEMS_MAX || kept > list.items_published {
        return wrong("items");
    }
    let mut numbers = BTreeSet::new();
    for (index, item) in list.items.iter().enumerate() {
        if !is_sound(item) || !numbers.insert(&item.number) {
            return wrong(&format!("items[{index}]"));
        }
    }
    Ok(vec![Event::NegativeListActivated(list.clone()).into()])
}

fn is_sound(item: &NegativeItem) -> bool {
    let is_text = |text: &str| !text.trim().is_empty() && text.chars().count() <= 2_000;
    let has_conditions = match &item.measure {
        ListMeasure::Prohibited => true,
        ListMeasure::Restricted { conditions } => is_text(conditions),
    };
    has_conditions
        && [&item.number, &item.title, &item.title_english].into_iter().all(|text| is_text(text))
        && (!item.industry_codes.is_empty() || !item.words.is_empty())
        && item.industry_codes.iter().all(|code| is_industry_code(code, 2))
        && item.words.iter().all(|word| is_text(word))
}

fn activate_table(state: &State, table: &PointsTable) -> Result<Vec<ZoneEvent>, Refusal> {
    let is_taken =
        |known: &PointsTable| known.edition == table.edition || known.effective_from == table.effective_from;
    if state.international.points_tables().any(is_taken) {
        return Err(Refusal::new(&POINTS_TABLE_EXISTS).at("edition"));
    }
    match table.gap() {
        Some(place) => Err(Refusal::new(&POINTS_TABLE_CONTENT).at(place)),
        None => Ok(vec![Event::PointsTableActivated(table.clone()).into()]),
    }
}
