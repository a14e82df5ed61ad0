//! Refusal codes of land, in the order of the reference.

use crate::kernel::refusal::codes;

codes! {
    UNKNOWN_PARCEL, NotFound, System, "register of parcels", "there is no such parcel";
    UNKNOWN_LAND_CONTRACT, NotFound, System, "register of land contracts", "there is no such land contract";
    PARCEL_STATUS, State, System, "life of a parcel", "the parcel is not in the state that this needs";
    PARCEL_NUMBER_TAKEN, State, System, "register of parcels", "a parcel or contract has this number already";
    LAND_CONTRACT_STATUS, State, Agreement, "land contract", "the contract is not in the state that this needs";
    LAND_PERMIT_HELD, State, System, "permits of a contract", "a permit of this kind is held already";
    FOUNDATION_STATE, State, System, "proof of start", "a foundation report waits already, or none waits";
    CONSTRUCTION_PERMIT_MISSING, State, Statute, "proof of start: permit held and foundation reached", "a start is proven only when the construction permit is held";
    IDLE_CLOCK_STATE, State, System, "idle clock", "the clock or the work stands already, or does not stand";
    NOT_IDLE, State, Setting, "idle land, Order 53 of 2012 as reported", "the idle clock has not reached the day on which this is due";
    IDLE_FEE_NOTICED, State, Setting, "idle land, Order 53 of 2012 as reported", "the fee for this time was noticed already";
    ENTERPRISE_DISCREDITED, State, Setting, "entry conditions of the zone", "land is not contracted to an enterprise that has lost its credit";
    MERGED_PARCELS_UNLIKE, State, System, "register of parcels", "parcels of a merger have one supply mode and one contract, or none";
    PARCEL_TEXT, Content, System, "register of parcels", "a number has 1 to 60 characters, a place or document 1 to 200";
    POLYGON_CORNERS, Content, System, "survey of parcels", "a polygon has 3 to 200 corners in the grid, none twice in a row, and is at most 100 km wide";
    POLYGON_CROSSES_ITSELF, Content, System, "survey of parcels", "the sides of a polygon meet only at its corners";
    PARCEL_AREA, Content, Setting, "survey of parcels", "the registered area is positive and agrees with the polygon within the tolerance";
    PARCELS_OVERLAP, Content, System, "survey of parcels", "parcels share borders, never ground";
    PARTS_COUNT, Content, Setting, "register of parcels", "a split or merger has at least two parts, each once, and no more than the setting allows";
    PARTS_OUTSIDE, Content, System, "survey of parcels", "a part lies within the whole";
    PARTS_DO_NOT_COVER, Content, System, "survey of parcels", "the parts cover the whole";
    LAND_PRICE, Content, System, "land contract", "a price or investment is in yuan and positive; only allocated land may have none";
    LAND_TERM, Content, Setting, "Jing Zheng Fa [2017] 39 as reported: longest terms by supply mode", "the term is positive and within the limit of the supply mode; allocated land has none";
    LAND_CONTRACT_DATES, Content, Agreement, "land contract", "land is acquired, delivered and built on in this order, and is not acquired in the future";
    PERFORMANCE_TERMS, Content, Agreement, "performance agreement", "an agreement has at least one term, each indicator once, with target, unit and clause";
    LAND_DATE, Content, System, "land contract", "a fact lies between the day of the acquisition, or of what it ends, and today";
    EVIDENCE_DIGEST, Content, System, "proof of start", "evidence is named by its SHA-256 digest in 64 lower-case hexadecimal digits";
    DEVELOPED_SHARE, Content, System, "idle clock", "developed area and investment are not negative, and the area not larger than the land";
}
