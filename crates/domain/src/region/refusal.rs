//! Refusal codes of this part, in the order of the reference.

use crate::kernel::refusal::codes;

codes! {
    UNKNOWN_PRODUCT, NotFound, System, "register of products", "there is no such product";
    UNKNOWN_FIRM, NotFound, System, "register of firms", "there is no such firm";
    UNKNOWN_CHAIN, NotFound, System, "register of chains", "there is no such chain";
    UNKNOWN_EDGE, NotFound, System, "statements about products", "nothing of the kind is stated";
    UNKNOWN_SUPPLY, NotFound, System, "declarations of supply", "there is no such declaration";
    UNKNOWN_ITEM_STATEMENT, NotFound, System, "statements about items", "no product is stated for the item";
    ITEM_STATED, State, System, "statements about items: an item is one product",
        "the item is stated to be a product already; withdraw that statement first";
    SUPPLY_STATUS, State, System, "declarations of supply", "the declaration is decided already";
    SUPPLY_DECLARED, State, System, "declarations of supply", "the enterprise has said so already, or it stands";
    FIRM_ENTERPRISE, State, System, "register of firms: one enterprise, one firm", "the enterprise is another firm of the register";
    PRODUCT_CONTENT, Content, System, "register of products", "a product has a code and names, once in a command, and six or more digits if it has a commodity code";
    FIRM_CONTENT, Content, System, "register of firms", "a firm has a code and names, once in a command";
    INPUT_CONTENT, Content, System, "statements about products", "groups of inputs are numbered from 1, and a row stands once in a command";
    INPUT_OF_ITSELF, Content, System, "statements about products", "a product is no input of itself";
    CHAIN_CONTENT, Content, System, "register of chains",
        "a chain has a code, names, a source and products, each once, whose weights are at most 1,000,000 and not all zero";
    TOO_MANY_CHAIN_ROWS, Limit, Setting, "bounded work: a setting says how many rows one command may import", "too many rows in one command; send the rest with the next";
}
