//! Decisions of this part about lists, statistics and commodity codes.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::HsCode;

use super::classification::Classification;
use super::command::IndustryCommand as Command;
use super::decide_mapping;
use super::event::IndustryEvent as Event;
use super::hs_classes::HsOverride;
use super::refusal::{
    CLASSIFICATION_ORDER, HS_CLASSES_CONTENT, MAPPING_CONTENT, NO_HS_OVERRIDE, TOO_MANY_CLASS_ROWS,
    UNKNOWN_CLASS,
};
use super::settings::{CLASSES_MAX, ROWS_MAX};
use super::statistics::Recorded;
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::Role;
use crate::kernel::evidence::require_reason;
use crate::kernel::refusal::Refusal;
use crate::state::State;

/// Decides a command of this part. All but the declaration of an enterprise are the investment desk's.
pub(crate) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    if let Command::DeclareClasses { enterprise, mapping } = command {
        return decide_mapping::declare(state, *enterprise, mapping, context);
    }
    state.access.require_zone_role(context.actor, &[Role::InvestmentOfficer])?;
    let position = context.position;
    match command {
        Command::DeclareClasses { .. } => unreachable!("it was decided above"),
        Command::ActivateClassification { classification } => activate(state, classification, context),
        Command::ClassifyEnterprise { enterprise, mapping } => {
            decide_mapping::classify(state, *enterprise, mapping, context)
        }
        Command::ConfirmClasses { enterprise } => decide_mapping::confirm(state, *enterprise, context),
        Command::ReturnClasses { enterprise, reason } => {
            decide_mapping::send_back(state, *enterprise, reason, context)
        }
        Command::RecordStatistics { statistics } => {
            let list = state.industry.classification(&statistics.scheme, context.business_date)?;
            state.scopes.scope(&statistics.scope).map_err(|refusal| refusal.at("scope"))?;
            require_rows(state, CLASSES_MAX, statistics.rows.len(), context)?;
            statistics.check(list, context.business_date)?;
            let recorded = Recorded { statistics: statistics.clone(), position };
            Ok(vec![Event::StatisticsRecorded(recorded).into()])
        }
        Command::ImportHsClasses { table } => {
            let list = state.industry.classification(&table.scheme, context.business_date)?;
            require_rows(state, ROWS_MAX, table.rows.len(), context)?;
            table.check(list, context.business_date)?;
            Ok(vec![Event::HsClassesImported { table: table.clone(), position }.into()])
        }
        Command::OverrideHsClasses { hs_code, scheme, classes, reason } => {
            choose(state, *hs_code, (scheme, classes), reason, context)
        }
        Command::WithdrawHsOverride { hs_code, reason } => {
            if state.industry.hs_override(*hs_code).is_none() {
                return Err(Refusal::new(&NO_HS_OVERRIDE));
            }
            require_reason(reason)?;
            Ok(vec![Event::HsOverrideWithdrawn { hs_code: *hs_code, reason: reason.clone() }.into()])
        }
    }
}

fn activate(
    state: &State,
    classification: &Classification,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    if let Some(last) = state.industry.last_edition(&classification.scheme)
        && classification.effective_from <= last
    {
        return Err(Refusal::new(&CLASSIFICATION_ORDER).at("effective_from").number("last", last));
    }
    require_rows(state, CLASSES_MAX, classification.classes.len(), context)?;
    classification.check()?;
    Ok(vec![Event::ClassificationActivated(classification.clone()).into()])
}

fn choose(
    state: &State,
    hs_code: HsCode,
    (scheme, classes): (&String, &Vec<String>),
    reason: &str,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let list = state.industry.classification(scheme, context.business_date)?;
    if hs_code.length() != 6 {
        return Err(Refusal::new(&HS_CLASSES_CONTENT).at("hs_code"));
    }
    let distinct: BTreeSet<_> = classes.iter().collect();
    if classes.is_empty() || distinct.len() != classes.len() {
        return Err(Refusal::new(&MAPPING_CONTENT).at("classes"));
    }
    if let Some(unknown) = classes.iter().find(|class| list.class(class).is_none()) {
        return Err(Refusal::new(&UNKNOWN_CLASS).at("classes").number("class", unknown));
    }
    require_reason(reason)?;
    let choice = HsOverride {
        scheme: scheme.clone(),
        classes: classes.clone(),
        reason: reason.into(),
        by: context.actor,
        position: context.position,
    };
    Ok(vec![Event::HsClassesOverridden { hs_code, choice }.into()])
}

/// Refuses more rows than one command may bring, with the number that fits.
fn require_rows(state: &State, setting: &str, rows: usize, context: &Context) -> Result<(), Refusal> {
    let most = state.parameters.whole_number(setting, context.business_date)?;
    if usize::try_from(most).is_ok_and(|most| rows <= most) {
        Ok(())
    } else {
        Err(Refusal::new(&TOO_MANY_CLASS_ROWS).at("rows").number("rows", rows).largest(most))
    }
}
