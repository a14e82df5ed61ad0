//! Schemas of the text forms: what a decimal, an id or a date looks like to a client.

use std::borrow::Cow;

use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

fn text(pattern: &str, longest: usize, example: &str, description: &str) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::String))
        .pattern(Some(pattern))
        .max_length(Some(longest))
        .examples([serde_json::json!(example)])
        .description(Some(description))
        .into()
}

macro_rules! texts {
    ($($name:ident $longest:literal $pattern:expr, $example:literal, $description:literal;)*) => {
        $(
            #[doc = $description]
            pub(crate) struct $name;

            impl PartialSchema for $name {
                fn schema() -> RefOr<Schema> {
                    text($pattern, $longest, $example, $description)
                }
            }

            impl ToSchema for $name {
                fn name() -> Cow<'static, str> {
                    Cow::Borrowed(stringify!($name))
                }
            }
        )*
    };
}

/// Pattern of an id: the prefix and 26 characters of Crockford's base 32.
macro_rules! id {
    ($prefix:literal) => {
        concat!("^", $prefix, "_[0-7][0-9a-hjkmnp-tv-z]{25}$")
    };
}

texts! {
    ApplicationId 30 id!("app"), "app_01h455vb4pex5vsknk084sn02q", "Id of an application.";
    BookId 31 id!("book"), "book_01h455vb4pex5vsknk084sn02q", "Id of an account book.";
    ConsignmentId 30 id!("cns"), "cns_01h455vb4pex5vsknk084sn02q", "Id of a consignment.";
    DisclosureId 30 id!("dis"), "dis_01h455vb4pex5vsknk084sn02q", "Id of a disclosure.";
    DrawId 30 id!("drw"), "drw_01h455vb4pex5vsknk084sn02q", "Id of a draw on a cash pool.";
    EnterpriseId 30 id!("ent"), "ent_01h455vb4pex5vsknk084sn02q", "Id of an enterprise.";
    EquipmentId 30 id!("equ"), "equ_01h455vb4pex5vsknk084sn02q", "Id of supervised equipment.";
    ExceptionId 30 id!("exc"), "exc_01h455vb4pex5vsknk084sn02q", "Id of an exception.";
    GrantId 30 id!("gra"), "gra_01h455vb4pex5vsknk084sn02q", "Id of a grant.";
    GroupId 30 id!("grp"), "grp_01h455vb4pex5vsknk084sn02q", "Id of a group.";
    KeyTaskId 30 id!("key"), "key_01h455vb4pex5vsknk084sn02q", "Id of a key task.";
    InstitutionId 30 id!("ins"), "ins_01h455vb4pex5vsknk084sn02q", "Id of an international institution.";
    InvestmentProjectId 30 id!("prj"), "prj_01h455vb4pex5vsknk084sn02q", "Id of an investment project.";
    ListId 30 id!("lst"), "lst_01h455vb4pex5vsknk084sn02q", "Id of a verification list.";
    MandateId 30 id!("man"), "man_01h455vb4pex5vsknk084sn02q", "Id of a mandate.";
    PilotId 30 id!("plt"), "plt_01h455vb4pex5vsknk084sn02q", "Id of a pilot of a measure.";
    ProgrammeId 30 id!("prg"), "prg_01h455vb4pex5vsknk084sn02q", "Id of a programme.";
    MatterId 30 id!("mat"), "mat_01h455vb4pex5vsknk084sn02q", "Id of a matter.";
    LandContractId 30 id!("lct"), "lct_01h455vb4pex5vsknk084sn02q", "Id of a land contract.";
    ParcelId 30 id!("par"), "par_01h455vb4pex5vsknk084sn02q", "Id of a parcel.";
    PlatformId 30 id!("pfm"), "pfm_01h455vb4pex5vsknk084sn02q", "Id of a cooperation platform.";
    PoolId 30 id!("pol"), "pol_01h455vb4pex5vsknk084sn02q", "Id of a cash pool.";
    SlipId 30 id!("slp"), "slp_01h455vb4pex5vsknk084sn02q", "Id of a pass slip.";
    SupplyId 30 id!("sup"), "sup_01h455vb4pex5vsknk084sn02q", "Id of a declared supply.";
    TalentId 30 id!("tal"), "tal_01h455vb4pex5vsknk084sn02q", "Id of a work-permit assessment.";
    TaskId 30 id!("tsk"), "tsk_01h455vb4pex5vsknk084sn02q", "Id of a task.";
    TechnologyContractId 30 id!("tct"), "tct_01h455vb4pex5vsknk084sn02q", "Id of a technology contract.";
    UserId 30 id!("usr"), "usr_01h455vb4pex5vsknk084sn02q", "Id of a user.";
    TokenId 20 "^tok_[0-9a-f]{16}$", "tok_0123456789abcdef", "Id of a token.";
    Quantity 48 r"^-?(0|[1-9][0-9]{0,32})(\.[0-9]{1,5})?$", "12.50000", "Amount of goods in its measure: a decimal with at most 5 decimals.";
    UnitConsumption 48 r"^-?(0|[1-9][0-9]{0,28})(\.[0-9]{1,9})?$", "1.020408163", "Material used by one unit of product: at most 9 decimals.";
    UnitPrice 48 r"^-?(0|[1-9][0-9]{0,33})(\.[0-9]{1,4})?$", "3.2500", "Price of one unit: at most 4 decimals.";
    Hundredths 48 r"^-?(0|[1-9][0-9]{0,35})(\.[0-9]{1,2})?$", "24.50", "A decimal with at most 2 decimals, in the unit that its name ends with.";
    Yuan 40 r"^-?(0|[1-9][0-9]{0,34})(\.[0-9]{1,2})?$", "360000.00", "An amount in yuan: at most 2 decimals.";
    Percent 48 r"^-?(0|[1-9][0-9]{0,28})(\.[0-9]{1,9})?$", "2.5", "Share in percent, where 100 is all: at most 9 decimals.";
    SquareMetres 48 r"^-?(0|[1-9][0-9]{0,35})(\.[0-9]{1,2})?$", "40000.00", "Area in square metres: at most 2 decimals, so whole square decimetres.";
    LandTarget 48 r"^-?(0|[1-9][0-9]{0,33})(\.[0-9]{1,4})?$", "1200.0000", "Target of a performance agreement in the unit beside it: at most 4 decimals.";
    DecimalText 60 r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$", "0.13", "A decimal in the unit that stands beside it.";
    Instant 27 r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z$", "2026-03-04T05:06:07.123456Z", "An instant in UTC by RFC 3339.";
    Date 10 r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "2026-09-30", "A civil date.";
    RegisterCode 40 r"^[A-Za-z0-9.+_-]{1,40}$", "display-panel", "A code of a register: letters, digits, dots, dashes, plus signs and underscores.";
    Sha256 64 "^[0-9a-f]{64}$", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "SHA-256 in lower-case hexadecimal digits.";
    HsCode 10 r"^([0-9]{2}){1,5}$", "85423190", "A commodity code of 2, 4, 6, 8 or 10 digits.";
    CountryCode 2 r"^[A-Z]{2}$", "DE", "A country by ISO 3166-1.";
    IndustryCode 4 r"^[0-9]{2,4}$", "3973", "An industry of GB/T 4754: division, group or class.";
    Currency 3 r"^[A-Z]{3}$", "CNY", "A currency code of ISO 4217.";
    Measure 16 r"^[A-Za-z0-9_]{1,16}$", "kg", "The symbol of a unit of measure, or its three-digit customs code.";
    CreditCode 18 r"^[0-9A-HJ-NPQRTUWXY]{18}$", "91110302MA0ETDEM0E", "A unified social credit code with its check character.";
}
