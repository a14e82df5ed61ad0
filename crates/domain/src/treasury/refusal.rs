//! Refusal codes of this part, in the order of the reference.

use crate::kernel::refusal::codes;

codes! {
    UNKNOWN_POOL, NotFound, System, "register of cash pools", "there is no such pool";
    UNKNOWN_DRAW, NotFound, System, "register of draws", "there is no such draw";
    POOL_LEAD, State, Statute, "Yinfa [2025] 251: one onshore enterprise files, runs and reports the pool", "the enterprise leads a pool already";
    POOL_CONTENT, Content, Statute, "Yinfa [2025] 251: a pool is a group linked by capital",
        "a pool has a name, 1 to 200 other members of the lead's group, each once, equity in yuan that is not below zero, and shares from 0 to 100 percent";
    POOL_NOT_ELIGIBLE, Limit, Setting, "Yinfa [2025] 251: last year's payments and turnover; read in a summary only", "the group is below a threshold of last year's figures";
    DRAW_RESTRICTED, State, Setting, "zone setting: no draw for who is discredited or restricted; not read in a published text",
        "the enterprise or the lead is discredited, or restricted until its credit is repaired";
    DRAW_CONTENT, Content, System, "a draw names a member, a principal, a rate and a term",
        "the enterprise belongs to the pool, principal and rate are above zero, yuan have the rate 1, and the term is 1 to 600 months";
    QUOTA_EXCEEDED, Limit, Statute, "Yinfa [2025] 251 art. 9: at no moment above the quota", "the draw would take the pool above the quota of the day";
    REPAYMENT, Content, Statute, "Yinfa [2025] 251 art. 9(3): a loan comes back in the currency in which it went out", "a repayment is above zero, in the currency of the draw, and at most what is outstanding";
}
