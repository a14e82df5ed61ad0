//! Refusal codes of programmes, in the order of the reference.

use crate::kernel::refusal::codes;

codes! {
    UNKNOWN_PROGRAMME, NotFound, System, "register of programmes", "there is no such programme";
    UNKNOWN_KEY_TASK, NotFound, System, "register of key tasks", "there is no such key task";
    UNKNOWN_PILOT, NotFound, System, "register of pilots", "there is no such pilot";
    KEY_TASK_NUMBER_TAKEN, State, System, "tasks of a programme are numbered, each once", "the programme has a task with this number";
    PROGRESS_ORDER, State, Setting, "a task is launched, reaches its milestones in order and is completed", "this step is not the next one of the task";
    PROGRESS_WAITS, State, Setting, "two-person approval", "a reported step waits for confirmation";
    NOTHING_REPORTED, State, Setting, "two-person approval", "no reported step waits for confirmation";
    PILOT_STAGE, State, Setting, "a pilot goes from its measure to a scenario, a first use and a result", "the pilot is in another stage than this needs";
    PROGRAMME_TEXT, Content, System, "register of programmes", "a text is missing or longer than the register takes";
    PROGRAMME_TARGET, Content, Setting, "targets of a programme", "a target is above 0 and at most 100 percent";
    KEY_TASK_DATES, Content, Setting, "dates of a key task", "the task is due today or later, its milestones in order and none after it";
    KEY_TASK_LEAD, Content, Setting, "a task is led by a desk of the zone", "this role leads no task";
    EVIDENCE_MISSING, Content, Setting, "progress is proven by receipts of the zone", "a step cites 1 to 20 entries, each with a few words";
    EVIDENCE_UNKNOWN, Content, System, "progress is proven by receipts of the zone", "the journal has no such entry yet";
    EVIDENCE_CIRCULAR, Content, Setting, "progress is proven by receipts of other work", "an entry about programmes themselves proves nothing";
    EVIDENCE_REPEATED, Content, Setting, "progress is proven by receipts of the zone", "the entry is cited already";
    PILOT_DATE, Content, System, "dates of a pilot", "a measure is issued, and first used, not after today";
}
