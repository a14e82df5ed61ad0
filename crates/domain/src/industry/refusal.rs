//! Refusal codes of this part, in the order of the reference.

use crate::kernel::refusal::codes;

codes! {
    UNKNOWN_CLASSIFICATION, NotFound, System, "register of classifications", "no list of this name is in force on the date";
    NO_CLASS_DECLARATION, State, System, "declarations of industry classes", "the enterprise has no declaration that waits";
    NO_HS_OVERRIDE, State, System, "reviewed choices for commodity codes", "there is no override for this commodity code";
    CLASS_DECLARATION_OPEN, State, System, "declarations of industry classes", "a declaration of the enterprise waits already";
    CLASSIFICATION_ORDER, State, System, "register of classifications: editions follow one another", "an edition begins after the one before it";
    MAPPING_ORDER, State, System, "dated mappings: a mapping is followed, never changed", "a mapping begins after the one before it";
    CLASSIFICATION_CONTENT, Content, System, "register of classifications",
        "a list has a code, names, an edition and a source; its classes have their own codes and names, and each lies in none or in another of the list, without a circle";
    MAPPING_CONTENT, Content, Setting, "bounded work: an enterprise has 1 to 20 classes in a list", "classes are named, each once, and not too many";
    UNKNOWN_CLASS, Content, System, "register of classifications", "the list in force has no such class";
    STATISTICS_CONTENT, Content, System, "statistics of scopes",
        "a table has a source, a day that is not in the future and rows, each class once and none larger than the total";
    HS_CLASSES_CONTENT, Content, System, "mapping of commodity codes to classes",
        "a mapping has a source, a day that is not in the future and rows: six digits and a class, each pair once";
    TOO_MANY_CLASS_ROWS, Limit, Setting, "bounded work: a setting says how many rows one command may import", "too many rows in one command; send the rest with the next";
}
