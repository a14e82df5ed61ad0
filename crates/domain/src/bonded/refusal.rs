//! Refusal codes of the bonded zone, in the order of the reference.

use crate::kernel::refusal::codes;

codes! {
    UNKNOWN_BOOK, NotFound, System, "register of account books", "there is no such account book";
    UNKNOWN_LIST, NotFound, System, "register of lists", "there is no such list";
    BOOK_NUMBER, Content, Statute, "customs numbering of account books: a letter and 11 digits or capital letters",
        "the number of a processing book begins with H, of a logistics book with T, and has 12 characters";
    BOOK_NUMBER_TAKEN, State, Statute, "customs numbering of account books", "a book with this number exists already";
    CONSUMPTION_POINT, Content, Statute, "GACC announcement 2019/26: a processing book states how it accounts for consumption",
        "a processing book names its consumption point, a logistics book has none";
    VALIDITY, Content, Statute, "validity of the account book", "the last day of validity is not before today";
    VERIFICATION_CYCLE, Content, Setting, "GACC announcement 2019/26: the enterprise chooses a cycle, in principle at most one year",
        "the verification cycle has 1 month up to the number of months that the zone allows";
    BOOK_STATUS, State, Statute, "states of an account book", "the book is in another state than this needs";
    BOOK_PAUSED, State, Statute, "execution flag of the account book: inbound, outbound or both paused", "the book is paused in this direction";
    BOOK_EXPIRED, State, Statute, "validity of the account book", "the book is past its validity: goods may leave, none may enter";
    BOOK_NOT_EMPTY, State, Statute, "Customs Law art. 33: goods under supervision are accounted for before a book is closed",
        "the book holds goods or open lists";
    BOOK_EMPTY, State, Statute, "filing of an account book", "the book has no items";
    NOTHING_FILED, State, System, "filing of an account book", "nothing waits for approval";
    REASON_MISSING, Content, Setting, "a decision against a request states its reason", "a reason has 3 to 2,000 characters";
    TOO_MANY_ITEMS, Content, Setting, "bounded work: a command files at most 1,000 items or rows", "too many items in one command";
    NO_ITEMS, Content, System, "filing of an account book", "nothing is filed";
    ITEM_NUMBER, Content, System, "items are numbered from 1", "the item number is zero or appears twice";
    ITEM_TEXT, Content, System, "filing of an account book", "part number and name have 1 to 200 characters";
    ITEM_CLASS, Content, Statute, "item classes of the ledgers: logistics books keep materials alone", "the book keeps no items of this class";
    ITEM_PRICE, Content, System, "declared unit price, at most 4 decimals", "the unit price is not below zero";
    HS_CODE_LENGTH, Content, Statute, "customs tariff: goods are declared with 8 or 10 digits", "the code has 8 or 10 digits";
    ITEM_LOCKED, State, Statute, "GACC unit-consumption rules: what a posting used is not changed", "the class, measure and part number of an item that a list or a version names stay as they are";
    UNKNOWN_ITEM, Content, System, "items of the account book", "the book has no such approved item";
    NEGATIVE_RATE, Content, Statute, "GACC unit-consumption rules", "consumption and loss rates are not below zero";
    LOSS_RATE_GE_100, Content, Statute, "GACC unit-consumption rules: unit = net / (1 - loss)", "tangible and intangible loss together stay below 100 percent";
    BOM_VERSION_TEXT, Content, System, "version numbers of bills of materials", "a version has 1 to 20 letters, digits, dots or dashes";
    BOM_ROWS, Content, Statute, "GACC unit-consumption rules", "a version has rows, each for another material of the book, each consuming more than zero";
    BONDED_SHARE, Content, Statute, "bonded share of a material (bondMtpckPrpr)", "the bonded share is above 0 and at most 100 percent";
    SCRAP_ITEM, Content, Statute, "scrap under supervision: a tangible loss is kept on an item of class scrap in the same measure",
        "the row names no fitting scrap item for its tangible loss";
    BOM_VERSION_LOCKED, State, Statute, "GACC unit-consumption rules: a version that a posting used is immutable", "the version is used and cannot change";
    LIST_STATUS, State, Statute, "states of a verification list", "the list is in another state than this needs";
    TOO_MANY_LINES, Content, Setting, "verification list: at most 1,000 lines", "the list has more lines than the zone allows";
    NO_LINES, Content, Statute, "verification list", "the list has no lines";
    LINE_NUMBER, Content, System, "lines are numbered from 1, each once", "the line number is zero or appears twice";
    SUPERVISION_MODE, Content, Statute, "supervision mode code of four digits", "the supervision mode has four digits";
    TRUCKS, Content, System, "trucks are named once, by plate", "a plate has 1 to 20 characters and appears once; at most 200 trucks; only a passage on record is annulled";
    MOVEMENT, Content, Statute, "what a class of item may do: materials are imported and re-exported, products exported",
        "goods of this class do not move this way";
    QUANTITY_NOT_POSITIVE, Content, Statute, "verification list: quantity above zero", "the quantity must be greater than zero";
    QUANTITY_TOO_LARGE, Content, Setting, "verification list: largest quantity of a line", "the quantity is larger than the zone takes on one line";
    WRONG_HS_CODE, Content, Statute, "verification list: the line declares the item's code", "the code differs from the item's";
    WRONG_MEASURE, Content, Statute, "verification list: the line declares the item's measure", "the measure differs from the item's";
    UNKNOWN_BOM_VERSION, Content, Statute, "version number stamped on each outgoing product line (UcnsVerno)", "the product has no such approved version";
    BOM_VERSION_NOT_WANTED, Content, Statute, "version number stamped on outgoing product lines only", "this line carries no version";
    LIST_HAS_BEGUN, State, Statute, "what customs released or let pass is not exchanged for something else",
        "a truck of the list has passed or its declaration is released";
    DIRECTION_FIXED, Content, System, "the number of a list tells its direction", "the direction of a list does not change";
    TRUCK_HAS_PASSED, State, Statute, "a list is withdrawn only before goods move", "a truck of the list has passed";
    NOT_POSTED, State, Statute, "a reversing list undoes a posted list", "the list is not posted";
    ALREADY_REVERSED, State, Statute, "a posted list is reversed once, a reversing list never", "the list is reversed already, or is itself a reversal";
    REVERSAL_FIXED, State, Statute, "a reversing list repeats the original", "the content of a reversing list is fixed";
    ITEM_PAUSED, State, Statute, "execution flag of an item of the account book", "customs has paused the item in this direction";
    LIST_CLOSED, State, Statute, "GACC announcement 2019/26: what a closed period holds is not changed", "the list belongs to a closed period";
    LOT_DRAWN_UPON, State, Statute, "exact reversal: what a list brought in goes out of the very lots that it opened",
        "a lot that the list brought in has been drawn upon; reverse what drew on it first";
    PERIOD_CLOSED, State, Statute, "a closed period rejects any earlier-dated posting", "the period of this day is counted or closed";
    PERIOD_STATUS, State, Statute, "states of a period: open, announced, counted, applied, accepted, closed", "the period is in another state than this needs";
    COUNT_ANNOUNCED, State, Statute, "GACC announcement 2019/26: customs is told before the count, once", "a count of this book is announced already";
    PERIOD_OVERLAPS, Content, Statute, "each day belongs to one period of a book", "the cutoff lies before the running period begins";
    CUTOFF_PAST, Content, Statute, "GACC announcement 2019/26: customs is told before the count", "the cutoff is today or later, and after every day that was counted already";
    CUTOFF_AFTER_CYCLE, Content, Statute, "GACC announcement 2019/26: a period ends within the chosen cycle", "the cutoff is later than the cycle that the enterprise chose";
    COUNT_TOO_EARLY, State, System, "a period is counted when its last day has come", "the cutoff has not come yet";
    COUNT_STAGE, Content, System, "products of a book that consumes at shipment are counted by version, everything else as it stands", "this item is not counted at this stage";
    COUNT_ROWS, Content, Setting, "bounded work: a command records at most 1,000 count rows", "a count has rows, each for another item, stage and version";
    COUNT_NEGATIVE, Content, System, "a count is zero or more", "the counted quantity is below zero";
    COUNT_INCOMPLETE, State, Statute, "verification compares every item that should remain", "an item that should remain is not counted";
    DIFFERENCE_UNEXPLAINED, State, Statute, "GACC announcement 2019/26: the enterprise reports and explains differences itself",
        "a difference over the tolerance is not explained";
    DIFFERENCE_UNKNOWN, Content, System, "only differences are explained", "record and count of this item agree, or it has none";
    SLIP_NUMBER_OF_TRUCKS, Content, Statute, "release pass slip: one truck for several documents, or several trucks for one",
        "a slip names trucks, each once; several lists share one truck";
    SLIP_LISTS, Content, Statute, "release pass slip: the documents that the goods pass with", "the slip names fitting lists of one book, or none where none belong to its kind";
    SLIP_TRUCK, Content, Statute, "release pass slip: the trucks of the related list", "the list does not name this truck, or another slip or passage of it exists";
    SLIP_WEIGHT, Content, System, "release pass slip: weights in kilograms", "weights are zero or more, the vehicle's more than zero, and an empty truck carries nothing";
    SLIP_GOODS, Content, Statute, "GACC announcement 2023/200: registered goods are described", "registered goods are described in 2 to 500 characters, other kinds not at all";
    SLIP_VALIDITY, Content, Setting, "zone setting: validity of a pass slip", "the slip is valid from today for at most the days that the zone allows";
    UNKNOWN_SLIP, NotFound, System, "register of pass slips", "there is no such pass slip";
    SLIP_STATUS, State, Statute, "states of a release pass slip", "the slip is in another state than this needs";
    UNKNOWN_TRUCK, Content, System, "trucks of the pass slip", "the slip names no such truck";
    TRUCK_STATUS, State, Statute, "a truck is weighed before it passes, and released only when it is held", "the truck has passed, is held, or is not held; a held truck needs its release first";
    SCALE_WEIGHT, Content, System, "weighbridge reading in kilograms", "the scale weight is more than zero";
    UNKNOWN_EQUIPMENT, NotFound, System, "register of supervised equipment", "there is no such equipment";
    EQUIPMENT_SOURCE, Content, Statute, "Order 256: equipment is supervised from its import", "the line is not a posted inbound line of the book, or its pieces are registered already";
    EQUIPMENT_TEXT, Content, System, "register of supervised equipment", "name, serial number, location and user have 1 to 200 characters";
    EQUIPMENT_USER, Content, Statute, "GACC announcement 2021/80: equipment is shared within a group", "the equipment is used by its owner or another member of the owner's group";
    EQUIPMENT_STATUS, State, Statute, "equipment is supervised until its term ends or customs releases it", "the equipment is in another state than this needs";
    WORK_ORDER, Content, System, "issues name their work order", "a work order has 1 to 60 characters";
    NOT_DUE, State, System, "due date carried by the command", "the date has not come, or the book's validity has changed";
}
