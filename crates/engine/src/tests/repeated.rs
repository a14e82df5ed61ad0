//! Compares what the query database repeats of slips, periods, lots and equipment with the state.

use std::collections::BTreeSet;

use etown_domain::bonded::book::Book;
use etown_domain::bonded::period::PeriodStatus;
use etown_domain::bonded::slip::{Gate, SlipTruck};
use etown_domain::{ReadScope, State};
use etown_values::QuantityAmount;

use crate::Queries;
use crate::query::{
    EquipmentFilter, LotFilter, LotRow, PageRequest, SlipFilter, SlipTruckRow, VerifiedFilter,
};
use crate::record::actor_text;

const ALL: PageRequest = PageRequest { limit: 200, cursor: None };

pub(super) fn assert_repeats(state: &State, queries: &Queries) {
    assert_slips(state, queries);
    assert_equipment(state, queries);
    for book in state.bonded.books() {
        assert_period(queries, book);
        assert_lots(state, queries, book);
    }
}

fn assert_slips(state: &State, queries: &Queries) {
    for slip in state.bonded.slips() {
        let detail = queries.slip(&ReadScope::Zone, slip.id).unwrap().unwrap();
        let row = detail.row;
        assert_eq!((row.status, row.revision, &row.number), (slip.status, slip.revision, &slip.number));
        assert_eq!((row.book, row.enterprise, row.kind), (slip.book, slip.enterprise, slip.content.kind));
        assert_eq!((row.gates, row.valid_until), (slip.content.gates, slip.content.valid_until));
        let lists: Vec<_> = detail.lists.iter().map(|(list, _)| *list).collect();
        assert_eq!(lists.len(), slip.content.lists.len());
        assert!(slip.content.lists.iter().all(|list| lists.contains(list)));
        let through = slip.trucks.iter().filter(|truck| slip.is_through(&truck.gates_passed)).count();
        let held = slip.trucks.iter().filter(|truck| truck.held.is_some()).count();
        let counts = [row.trucks_total, row.trucks_passed, row.trucks_held];
        assert_eq!(counts.map(|count| usize::try_from(count).unwrap()), [slip.trucks.len(), through, held]);
        let plates: Vec<_> = slip.content.trucks.iter().map(|truck| truck.plate.clone()).collect();
        assert_eq!(row.plates, plates);
        for (shown, (truck, progress)) in
            detail.trucks.iter().zip(slip.content.trucks.iter().zip(&slip.trucks))
        {
            assert_truck(shown, truck);
            assert_eq!(shown.is_held, progress.held.is_some(), "{}", truck.plate);
            if let Some(reason) = &progress.held {
                assert_eq!(shown.hold.as_ref().map(|hold| &hold.reason), Some(reason), "{}", truck.plate);
            }
            let passed = [(Gate::First, shown.first_gate_at), (Gate::Second, shown.second_gate_at)];
            for (gate, at) in passed {
                assert_eq!(at.is_some(), progress.gates_passed.contains(&gate), "{} {gate:?}", truck.plate);
            }
            let weighing = progress.weighing;
            assert_eq!(shown.scale, weighing.map(|weighing| weighing.scale_kilograms));
            assert_eq!(shown.is_within, weighing.map(|weighing| weighing.is_within));
            assert_eq!(shown.difference_percent, weighing.map(|weighing| weighing.difference_percent));
            assert_eq!(shown.tolerance_percent, weighing.map(|weighing| weighing.tolerance_percent));
        }
        assert_eq!(detail.history.len(), usize::try_from(slip.revision).unwrap(), "each change is told");
    }
    let shown = queries.slips(&ReadScope::Zone, &SlipFilter::default(), &ALL).unwrap().rows;
    let open = shown.iter().filter(|row| state.bonded.closed_slip(row.id).is_none()).count();
    assert_eq!(open, state.bonded.slips().count());
}

fn assert_truck(shown: &SlipTruckRow, truck: &SlipTruck) {
    assert_eq!(shown.plate, truck.plate);
    let parts =
        [truck.vehicle_kilograms, truck.frame_kilograms, truck.container_kilograms, truck.goods_kilograms];
    assert_eq!([shown.vehicle, shown.frame, shown.container, shown.goods], parts);
}

fn assert_equipment(state: &State, queries: &Queries) {
    let shown = queries.all_equipment(&ReadScope::Zone, &EquipmentFilter::default(), &ALL).unwrap().rows;
    assert_eq!(shown.len(), state.bonded.all_equipment().count());
    for row in shown {
        let known = state.bonded.equipment(row.id).unwrap();
        assert_eq!((row.status, row.revision), (known.status, known.revision));
        assert_eq!(
            (row.supervised_from, row.supervised_until),
            (known.supervised_from, known.supervised_until)
        );
        assert_eq!((&row.location, row.used_by), (&known.filing.location, known.filing.used_by));
        assert_eq!((row.list, row.line), (known.filing.list, known.filing.line));
        let history = queries.equipment_history(&ReadScope::Zone, row.id, &ALL).unwrap().rows;
        assert_eq!(history.len(), usize::try_from(known.revision).unwrap(), "each change is told");
        let last = history.last().unwrap();
        assert_eq!((&last.location, last.used_by), (&row.location, row.used_by));
    }
}

fn assert_period(queries: &Queries, book: &Book) {
    let rows = queries.periods(&ReadScope::Zone, book.id, &ALL).unwrap().rows;
    let Some(period) = &book.period else { return assert!(rows.is_empty()) };
    assert_eq!(rows.len(), usize::try_from(period.number).unwrap());
    for closed in &rows[1..] {
        assert_eq!(closed.status, PeriodStatus::Closed);
        assert!(closed.closed_position.is_some() && closed.counted_position < closed.closed_position);
    }
    let row = &rows[0];
    assert_eq!((row.number, row.status, row.revision), (period.number, period.status, period.revision));
    assert_eq!((row.begins, row.cutoff), (period.begins, period.cutoff));
    assert_eq!(row.due_on, period.due_on(book.header.verification_cycle_months));
    let people = queries.period(&ReadScope::Zone, book.id, period.number).unwrap().unwrap().people();
    let makers: BTreeSet<String> =
        period.makers.iter().map(|actor| actor_text(*actor).into_owned()).collect();
    let accepted_by = period.accepted_by.map(|actor| actor_text(actor).into_owned());
    assert_eq!((people.makers, people.accepted_by), (makers, accepted_by));
    let is_counted = !matches!(period.status, PeriodStatus::Open | PeriodStatus::Announced);
    assert_eq!(row.counted_position.is_some(), is_counted);
    assert_eq!(row.is_comparing, period.is_comparing());
    let counted = queries.counted(&ReadScope::Zone, book.id, period.number, None, &ALL).unwrap().rows;
    let shown: Vec<_> =
        counted.iter().map(|row| (row.item, row.stage, row.version.clone(), row.quantity)).collect();
    let known =
        period.count.iter().map(|(key, quantity)| (key.item, key.stage, key.version.clone(), *quantity));
    assert_eq!(shown.len(), period.count.len());
    assert!(known.into_iter().all(|row| shown.contains(&row)), "{shown:?}");
    let filter = VerifiedFilter::default();
    let verified = queries.verified(&ReadScope::Zone, book.id, period.number, filter, &ALL).unwrap().rows;
    let results: Vec<_> = verified.iter().map(|row| row.result).collect();
    assert_eq!(results, period.results.values().copied().collect::<Vec<_>>());
    for row in &verified {
        assert_eq!(row.primary.theoretical(), row.result.theoretical, "item {}", row.result.item);
        let known = period.explanations.get(&row.result.item);
        let known = known.map(|explanation| (explanation.cause, explanation.text.clone()));
        assert_eq!(row.explanation.as_ref().map(|said| (said.cause, said.text.clone())), known);
    }
}

fn assert_lots(state: &State, queries: &Queries, book: &Book) {
    for item in book.items.keys() {
        let filter = |is_open| LotFilter { item: *item, is_open, before_position: None };
        let open = queries.lots(&ReadScope::Zone, book.id, filter(true), &ALL).unwrap().rows;
        let accounts =
            state.ledger.accounts_of(book.id).filter(|(_, account)| account.key.item == Some(*item));
        let known: Vec<(u64, QuantityAmount)> = accounts
            .flat_map(|(number, _)| state.bonded.lots.of(number))
            .map(|(number, lot)| (number.0, QuantityAmount::from_units(lot.remaining)))
            .collect();
        let shown: Vec<(u64, QuantityAmount)> = open.iter().map(|lot| (lot.number, lot.remaining)).collect();
        assert_eq!(shown, known, "item {item}");
        let all = queries.lots(&ReadScope::Zone, book.id, filter(false), &ALL).unwrap().rows;
        for lot in all {
            assert_moves(queries, book, &lot);
        }
    }
}

/// What a lot received and every move of it come to what is left.
fn assert_moves(queries: &Queries, book: &Book, lot: &LotRow) {
    let (found, moves) = queries.lot(&ReadScope::Zone, book.id, lot.number).unwrap().unwrap();
    assert_eq!(&found, lot);
    let moved: i128 = moves.iter().map(|moved| moved.quantity.units()).sum();
    assert_eq!(lot.received.units() + moved, lot.remaining.units(), "lot {}", lot.number);
}
