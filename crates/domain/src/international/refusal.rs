//! Refusal codes of this part, in the order of the reference.

use crate::kernel::refusal::codes;

codes! {
    NEGATIVE_LIST_CONTENT, Content, System, "dated editions of the negative list",
        "an edition has a name, a source, dates in order, and items with a number of their own, a measure, and industries or words to be met by";
    NEGATIVE_LIST_EXISTS, State, System, "dated editions of the negative list",
        "an edition with this name or this first day is active already";
    POINTS_TABLE_CONTENT, Content, System, "dated editions of the table of points",
        "a table has a name, a source, and exactly one row for each value";
    POINTS_TABLE_EXISTS, State, System, "dated editions of the table of points",
        "a table with this name or this first day is active already";
    UNKNOWN_INVESTMENT_PROJECT, NotFound, System, "register of investment projects", "there is no such investment project";
    PROJECT_DROPPED, State, System, "stages of an investment project", "the project was dropped";
    STAGE_ORDER, State, Setting, "stages of an investment project",
        "a project enters the stage that follows its own, none before and none after";
    PROHIBITED_ITEM, State, Statute, "negative list for foreign investment: no investment in prohibited items",
        "the project meets a prohibited item of the negative list and goes no further";
    CONDITIONS_MISSING, State, Statute, "negative list for foreign investment: restricted items are open under conditions",
        "the project meets a restricted item, and nobody recorded how its conditions are met";
    NOT_SCREENED, State, Setting, "screening before investment is agreed, made or enlarged",
        "the project as it is was not held against the negative list";
    EDITION_NOT_IN_FORCE, State, Statute, "dated editions of the negative list",
        "the edition of the negative list is not in force on the date";
    NO_RESTRICTED_ITEM, State, System, "screening of an investment project", "the project meets no restricted item of this number";
    PROJECT_NOT_REGISTERED, State, System, "stages of an investment project",
        "a project becomes an enterprise when it is registered";
    ENTERPRISE_ALREADY_NAMED, State, System, "register of investment projects",
        "the project names its enterprise already, or another project does";
    INVESTMENT_TEXT, Content, System, "register of investment projects",
        "title and investor have 1 to 200 characters, activity, conditions, notes and reasons up to 2,000";
    COUNTRY_CODE, Content, Statute, "ISO 3166-1", "a country is written with two capital letters";
    INDUSTRY_CODE, Content, Statute, "GB/T 4754: classes have four digits", "a project names 1 to 10 classes of industry, four digits each";
    INVESTMENT_AMOUNT, Content, System, "register of investment projects", "what is to be invested is more than nothing";
    STAGE_DATE, Content, System, "stages of an investment project",
        "a stage begins no earlier than the one before it and no later than today";
    UNKNOWN_TALENT, NotFound, System, "register of work-permit assessments", "there is no such assessment";
    TALENT_STATUS, State, System, "states of a work-permit assessment", "the assessment is decided already";
    NO_POINTS_TABLE, State, Setting, "dated editions of the table of points", "no table of points is in force today";
    TALENT_FACTS, Content, Setting, "work permits by points: what is scored",
        "salary is in yuan and not below zero, experience and age at most 100 years, months at most 12, and points of the province have a ground";
    PROVINCIAL_POINTS, Content, Setting, "work permits by points: what the province may add", "the province adds no more than the table allows";
    TALENT_REASON, Content, Setting, "a decision against a request states its reason", "a reason has 1 to 2,000 characters";
    UNKNOWN_PARTNER, NotFound, System, "register of platforms and institutions", "there is no such platform or institution";
    COOPERATION_ENDED, State, System, "register of platforms and institutions", "the cooperation has ended";
    PARTNER_NAME_TAKEN, State, System, "register of platforms and institutions", "a platform or institution of this name is registered already";
    PARTNER_TEXT, Content, System, "register of platforms and institutions",
        "names, roles and titles have 1 to 200 characters, outcomes and reasons up to 2,000";
    PARTNER_DATE, Content, System, "register of platforms and institutions",
        "a day of the cooperation lies between its first day and today";
}
