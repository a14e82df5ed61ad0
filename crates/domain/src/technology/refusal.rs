//! Refusal codes of this part, in the order of the reference.

use crate::kernel::refusal::codes;

codes! {
    UNKNOWN_DISCLOSURE, NotFound, System, "register of disclosures", "there is no such disclosure";
    DISCLOSURE_STATUS, State, System, "states of a disclosure", "the disclosure is assessed already";
    DISCLOSURE_TEXT, Content, System, "register of disclosures",
        "title, field and the name of an owner have 1 to 200 characters, evidence and reasons up to 2,000";
    DEFERRAL, Content, Setting, "term of an assessment",
        "an assessment is put off to a day after today, and not beyond the longest deferral after its term";
    ASSESSMENT_TERM, State, Setting, "term of an assessment", "the term of an assessment cannot be counted";
    UNKNOWN_TECHNOLOGY_CONTRACT, NotFound, System, "register of technology contracts", "there is no such technology contract";
    DISCLOSURE_NOT_ACCEPTED, State, Setting, "commercialisation goes from disclosure over assessment to contract",
        "a contract is about a disclosure that was accepted";
    CONTRACT_NUMBER_TAKEN, State, Statute, "a technology contract is registered once",
        "the provider has filed or registered a contract of this number already";
    CONTRACT_REGISTERED, State, Statute, "a technology contract is registered once", "the contract is registered already";
    CONTRACT_RETURNED, State, System, "states of a technology contract", "the contract was returned; it is filed anew";
    UNKNOWN_CONTRACT_PRODUCT, NotFound, System, "statements about technology contracts", "the contract is not stated to go into the product";
    CONTRACT_PRODUCT_STATED, State, System, "statements about technology contracts", "the contract is stated to go into the product already";
    TOO_MANY_CONTRACT_PRODUCTS, Limit, System, "bounded work: a contract goes into at most 50 products",
        "the contract is stated to go into 50 products already; withdraw one first";
    CONTRACT_NOT_REGISTERED, State, Statute, "relief is for income from registered contracts", "the contract is not registered";
    CONTRACT_TEXT, Content, System, "register of technology contracts",
        "number and names have 1 to 200 characters, reasons up to 2,000";
    CONTRACT_PARTIES, Content, System, "register of technology contracts", "provider and recipient are two parties";
    CONTRACT_DATE, Content, System, "register of technology contracts",
        "a contract is signed no later than today, and income comes between its signature and today";
    CONTRACT_PRICE, Content, Setting, "prices of a technology contract",
        "prices and income are in yuan, more than nothing, and at most a million million yuan";
    TECHNOLOGY_PRICE, Content, Statute, "registrars check total price and technology price",
        "the technology price does not exceed the total price";
    LICENCE_TERM, Content, System, "register of technology contracts", "a licence names its months, 1 to 1,200, and no other contract does";
}
