//! Refusal codes of this part, in the order of the reference.

use crate::kernel::refusal::codes;

codes! {
    UNKNOWN_MATTER, NotFound, System, "register of matters", "there is no such matter";
    UNKNOWN_APPLICATION, NotFound, System, "register of applications", "there is no such application";
    APPLICATION_STATUS, State, Statute, "State Council office [2020] 42: notice, commitment, decision, verification, in this order",
        "the application is in another state than this needs";
    PAST_OFFENDER, State, Setting, "State Council office [2020] 42: who broke a commitment does not commit again until repaired; not read in the text",
        "the enterprise broke a commitment and is not repaired yet";
    NOTICE_NOT_CURRENT, State, Statute, "State Council office [2020] 42: one commits to what was told", "the notice has a newer version, or the version does not exist";
    NOTICE_DIGEST, Content, System, "a commitment names the notice by the SHA-256 of its text", "this is not the digest of that version's text";
    NOTICE_CONTENT, Content, Statute, "State Council office [2020] 42: item, basis, conditions, materials, liability and verification are told all at once",
        "a notice states each of these in 1 to 500 characters of one line, 1 to 20 conditions, at most 20 materials, and 1 to 250 working days";
    APPLICATION_CONTENT, Content, System, "what the matter's eligibility asks for",
        "an application names its project in 1 to 200 characters, and a building over zero where the matter asks for one";
    BEYOND_COMMITMENT, Limit, Setting, "Jing Jian Fa [2020] 245: small low-risk projects; read in a summary only", "what is applied for is over what may be granted on a commitment";
    RECTIFICATION_DATE, Content, System, "what is wrong is put right by a date", "the date is tomorrow or later, and at most one year away";
}
