//! Finding the ids that an accepted command gave out.

use etown_domain::Event;
use etown_domain::bonded::BondedEvent;
use etown_domain::kernel::exceptions::{Exception, ExceptionEvent};
use etown_domain::kernel::parties::PartyEvent;
use etown_engine::Answer;
use etown_values::{BookId, EnterpriseId, EquipmentId, ListId, SlipId};

const MISSING: &str = "an accepted command of this kind creates what it names";

pub(crate) fn enterprise(answer: &Answer) -> EnterpriseId {
    let found = answer.events.iter().find_map(|event| match event {
        Event::Party(PartyEvent::EnterpriseRegistered(enterprise)) => Some(enterprise.id),
        _ => None,
    });
    found.expect(MISSING)
}

pub(crate) fn book(answer: &Answer) -> BookId {
    let found = answer.events.iter().find_map(|event| match event {
        Event::Bonded(BondedEvent::BookFiled { book, .. }) => Some(*book),
        _ => None,
    });
    found.expect(MISSING)
}

pub(crate) fn list(answer: &Answer) -> ListId {
    let found = answer.events.iter().find_map(|event| match event {
        Event::Bonded(BondedEvent::ListDrafted { list, .. }) => Some(*list),
        _ => None,
    });
    found.expect(MISSING)
}

pub(crate) fn slip(answer: &Answer) -> SlipId {
    let found = answer.events.iter().find_map(|event| match event {
        Event::Bonded(BondedEvent::SlipApplied { slip, .. }) => Some(*slip),
        _ => None,
    });
    found.expect(MISSING)
}

pub(crate) fn equipment(answer: &Answer) -> EquipmentId {
    let found = answer.events.iter().find_map(|event| match event {
        Event::Bonded(BondedEvent::EquipmentRegistered { equipment, .. }) => Some(*equipment),
        _ => None,
    });
    found.expect(MISSING)
}

/// The exceptions that a report opened.
pub(crate) fn exceptions(answer: &Answer) -> impl Iterator<Item = &Exception> {
    answer.events.iter().filter_map(|event| match event {
        Event::Exception(ExceptionEvent::ExceptionOpened(exception)) => Some(exception.as_ref()),
        _ => None,
    })
}
