//! Refusal codes of this part, in the order of the reference.

use crate::kernel::refusal::codes;

codes! {
    UNKNOWN_PARTNER_ZONE, NotFound, System, "register of partner zones", "there is no such partner zone";
    UNKNOWN_CONSIGNMENT, NotFound, System, "register of consignments", "there is no such consignment";
    PARTNER_ZONE_TAKEN, State, System, "register of partner zones", "a partner zone with this code or origin is registered already";
    PARTNER_ZONE_STATUS, State, System, "a partner zone is active or suspended", "the partner zone stands there already";
    PARTNER_ZONE_SUSPENDED, State, Agreement, "agreement between the zones", "the partner zone is suspended: nothing is sent there, and nothing it signed is believed, until an administrator resumes it";
    PARTNER_ZONE_CONTENT, Content, System, "register of partner zones", "a partner zone has a code, a name in both languages, and a trust file of another zone than this; a newer file is of the same origin";
    TRUST_FILE_UNUSABLE, Content, System, "trust files as docs/formats.md has them", "this is no trust file with a key and a journal; take the file that the other zone hands out";
    CONSIGNMENT_STATUS, State, System, "states of a consignment", "the consignment is in another state than this needs";
    CONSIGNMENT_LINES, Content, Setting, "bounded work: a consignment has at most the lines that the zone allows", "a consignment has lines, each once, and no more than the zone allows; texts have 1 to 200 characters";
    CONSIGNMENT_RECIPIENT, Content, System, "the recipient is registered in the zone that the goods are meant for", "no enterprise of this zone has the recipient's credit code; register it or refuse the goods outside";
    CONSIGNMENT_PLACES, Content, System, "goods come in under the code and measure under which they left", "each line is placed on another item of a book of the recipient, with the same code, measure and currency";
    RECEIPT_UNREADABLE, Content, System, "receipts as docs/formats.md has them", "this is no receipt; take the file that the other zone hands out, unchanged";
    ORIGIN_NOT_REGISTERED, Content, Agreement, "register of partner zones", "the receipt is of a zone that is not registered as a partner here";
    RECEIPT_NOT_PROVEN, Content, Agreement, "keys of the partner zone, as registered here", "the receipt is forged, changed, or signed by a key that is not trusted";
    STATEMENT_MISSING, Content, System, "the section `exchange` of a receipt", "the receipt does not show a statement of this kind; take the transport document or the answer itself";
    NOT_ADDRESSED_HERE, Content, System, "a statement names the zone that it is meant for", "the receipt is meant for another zone";
    CONSIGNMENT_SEEN, State, System, "a consignment is taken or refused once", "the consignment was presented here before, and a receipt serves for one";
    ANSWER_NOT_OURS, Content, System, "an answer names the consignment and the entry that it answers", "no consignment that left here for this partner is answered by it";
    ANSWER_RECORDED, State, System, "an answer is recorded once", "this answer is recorded already";
    ANSWER_CONTRADICTS, State, System, "a zone answers a consignment once and for ever", "the other zone answered this consignment otherwise before; keep both receipts and ask it";
    SILENCE_NOT_DUE, State, System, "due date carried by the command", "the date has not come, or the consignment is answered";
}
