//! A second, simple model of what goods there must be. It learns the commands that were accepted, not their events, and has
//! its own arithmetic: it must never call a rule of the domain. Only ids that the engine gave out are read from events.

mod arithmetic;
mod blocks;
mod books;
mod closing;
mod consumption;
mod counting;
mod layers;
mod machines;
mod papers;
mod passages;
mod periods;
mod posting;
mod reports;
mod settings;
mod slips;
mod stocks;

use std::collections::BTreeMap;

use etown_domain::bonded::{BondedCommand, BondedEvent};
use etown_domain::{Actor, Command, Event, Refusal, State, ZoneCommand};
use etown_engine::Submission;
use etown_values::{BookId, CivilDate, EquipmentId, Instant, ListId, SlipId, UtcOffset};

use self::blocks::Blocks;
use self::books::Shelf;
use self::layers::Layers;
use self::machines::Machine;
use self::papers::{ClosedPaper, Paper};
use self::reports::Messages;
use self::settings::Settings;
use self::slips::Pass;
use self::stocks::Stocks;
use super::failure::{Failure, require};

/// The model.
pub(super) struct Oracle {
    /// The date of the command that is being learnt.
    today: CivilDate,
    settings: Settings,
    books: BTreeMap<BookId, Shelf>,
    lists: BTreeMap<ListId, Paper>,
    /// Settled lists of closed periods, and what stays known of them.
    closed_lists: BTreeMap<ListId, ClosedPaper>,
    declarations: BTreeMap<String, ListId>,
    messages: Messages,
    stocks: Stocks,
    layers: Layers,
    slips: BTreeMap<SlipId, Pass>,
    closed_slips: BTreeMap<SlipId, Option<BookId>>,
    machines: BTreeMap<EquipmentId, Machine>,
    /// What work orders took of items and did not give back.
    issued: BTreeMap<(BookId, String, u32), i128>,
    blocks: Blocks,
    /// A bug that a test plants: counted days are posted to.
    #[cfg(test)]
    posts_to_counted_days: bool,
}

const OPEN_DAYS: &str = "nothing is posted to a counted day";

impl Default for Oracle {
    fn default() -> Self {
        Self {
            today: CivilDate::MIN,
            settings: Settings::default(),
            books: BTreeMap::new(),
            lists: BTreeMap::new(),
            closed_lists: BTreeMap::new(),
            declarations: BTreeMap::new(),
            messages: Messages::default(),
            stocks: Stocks::default(),
            layers: Layers::default(),
            slips: BTreeMap::new(),
            closed_slips: BTreeMap::new(),
            machines: BTreeMap::new(),
            issued: BTreeMap::new(),
            blocks: Blocks::default(),
            #[cfg(test)]
            posts_to_counted_days: false,
        }
    }
}

impl Oracle {
    /// Learns that a command was accepted; the events are read for the ids of what it made.
    pub(super) fn accept(
        &mut self,
        submission: &Submission,
        instant: Instant,
        events: &[Event],
    ) -> Result<(), Failure> {
        self.today = instant.date_in(UtcOffset::BEIJING);
        self.settings.set_today(self.today);
        match &submission.command {
            Command::Report(report) => return self.accept_report(report, &submission.bytes, events),
            Command::Zone(ZoneCommand::ActivateParameters { parameters }) => {
                self.settings.activate(parameters);
            }
            Command::Bonded(command) => self.accept_request(command, submission.actor, events)?,
            // The zone itself and the parts beside the bonded area move no goods.
            _ => {}
        }
        self.expect_exceptions(&[], events)
    }

    fn accept_request(
        &mut self,
        command: &BondedCommand,
        actor: Actor,
        events: &[Event],
    ) -> Result<(), Failure> {
        match command {
            BondedCommand::FileBook { header } => {
                if let Some(book) = made(events, filed_book) {
                    self.books.insert(book, Shelf::new(header));
                }
                Ok(())
            }
            BondedCommand::ResolveException { exception, .. } => self.resolve(*exception),
            BondedCommand::DraftList { .. }
            | BondedCommand::AmendList { .. }
            | BondedCommand::SubmitList { .. }
            | BondedCommand::ApproveList { .. }
            | BondedCommand::ReturnList { .. }
            | BondedCommand::DeleteList { .. }
            | BondedCommand::CorrectTrucks { .. }
            | BondedCommand::ReverseList { .. } => self.accept_list(command, made(events, drafted_list)),
            BondedCommand::AnnounceCount { .. }
            | BondedCommand::WithdrawCount { .. }
            | BondedCommand::RecordCount { .. }
            | BondedCommand::CompleteCount { .. }
            | BondedCommand::ReopenCount { .. }
            | BondedCommand::ExplainDifferences { .. }
            | BondedCommand::ApplyVerification { .. }
            | BondedCommand::ReturnVerification { .. }
            | BondedCommand::AcceptVerification { .. }
            | BondedCommand::CloseVerification { .. } => self.accept_period(command, actor),
            BondedCommand::ApplySlip { .. }
            | BondedCommand::ApproveSlip { .. }
            | BondedCommand::VoidSlip { .. }
            | BondedCommand::WeighTruck { .. }
            | BondedCommand::HoldTruck { .. }
            | BondedCommand::ReleaseTruck { .. } => {
                self.accept_slip(command, actor, made(events, applied_slip))
            }
            BondedCommand::RegisterEquipment { .. }
            | BondedCommand::ConfirmEquipment { .. }
            | BondedCommand::MoveEquipment { .. }
            | BondedCommand::ReleaseEquipment { .. }
            | BondedCommand::EndSupervision { .. } => {
                self.accept_machine(command, actor, made(events, registered_machine))
            }
            BondedCommand::FileItems { .. }
            | BondedCommand::FileBom { .. }
            | BondedCommand::SubmitBook { .. }
            | BondedCommand::ApproveBook { .. }
            | BondedCommand::ReturnBook { .. }
            | BondedCommand::ApproveFilings { .. }
            | BondedCommand::PauseBook { .. }
            | BondedCommand::PauseItem { .. }
            | BondedCommand::CloseBook { .. }
            | BondedCommand::ExpireBook { .. } => self.accept_filing(command),
        }
    }

    /// Judges a refusal: news of the world is never turned away, and what fits is not refused for want of goods or days.
    pub(super) fn refuse(&self, submission: &Submission, refusal: &Refusal) -> Result<(), Failure> {
        let command = match &submission.command {
            Command::Report(_) => return reports::judge_refusal(refusal),
            Command::Bonded(command) => command,
            _ => return Ok(()),
        };
        match (command, refusal.code.text) {
            (BondedCommand::ApproveList { list, .. }, "INSUFFICIENT_AVAILABLE") => {
                self.judge_insufficiency(*list, refusal)
            }
            (BondedCommand::ApproveList { list, .. }, "LOT_DRAWN_UPON") => self.judge_lots(*list, refusal),
            (BondedCommand::CompleteCount { .. } | BondedCommand::ApplyVerification { .. }, _) => {
                self.judge_period(command, refusal)
            }
            _ => Ok(()),
        }
    }

    /// The day to which what happens now is booked: today, or the first day that is not counted yet.
    fn booking_day(&self, book: BookId) -> CivilDate {
        #[cfg(test)]
        if self.posts_to_counted_days {
            return self.today;
        }
        let frozen = self.books.get(&book).and_then(|shelf| shelf.term.as_ref()?.frozen());
        frozen.and_then(CivilDate::next_day).map_or(self.today, |first_open| first_open.max(self.today))
    }

    /// A request is not booked to a later day: it is refused where its day is counted.
    fn require_open_day(&self, book: BookId) -> Result<(), Failure> {
        let day = self.booking_day(book);
        require(day == self.today, OPEN_DAYS, || format!("book {book} on {}", self.today))
    }

    /// Compares everything that the model knows with the state.
    pub(super) fn compare(&self, state: &State) -> Result<(), Failure> {
        self.stocks.compare(state)?;
        self.layers.compare(state)?;
        self.compare_lists(state)?;
        self.compare_periods(state)?;
        self.compare_slips(state)?;
        self.compare_machines(state)?;
        self.compare_exceptions(state)
    }

    /// Has a bug of the product the other way round: the model does what the product must not do.
    #[cfg(test)]
    pub(super) fn imitate(&mut self, planted: super::planted::Planted) {
        use super::planted::Planted;
        self.layers.takes_newest = planted == Planted::DrawsNewestFirst;
        self.posts_to_counted_days = planted == Planted::PostsToCountedDay;
    }
}

fn made<T>(events: &[Event], of: fn(&BondedEvent) -> Option<T>) -> Option<T> {
    events.iter().find_map(|event| match event {
        Event::Bonded(event) => of(event),
        _ => None,
    })
}

fn filed_book(event: &BondedEvent) -> Option<BookId> {
    if let BondedEvent::BookFiled { book, .. } = event { Some(*book) } else { None }
}

fn drafted_list(event: &BondedEvent) -> Option<ListId> {
    if let BondedEvent::ListDrafted { list, .. } = event { Some(*list) } else { None }
}

fn applied_slip(event: &BondedEvent) -> Option<SlipId> {
    if let BondedEvent::SlipApplied { slip, .. } = event { Some(*slip) } else { None }
}

fn registered_machine(event: &BondedEvent) -> Option<EquipmentId> {
    if let BondedEvent::EquipmentRegistered { equipment, .. } = event { Some(*equipment) } else { None }
}
