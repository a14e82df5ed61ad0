//! The one registry of ids: each kind of thing has its own id type and its own prefix.
//!
//! An id is made outside the core and passed in; this module must never draw one. Its text form is the prefix, an
//! underscore and 26 lower-case Crockford base-32 characters, so that ids sort in text as they do in number.

use core::fmt;

use thiserror::Error;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 26;

/// Says why a text is not an id of the wanted kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum ParseIdError {
    #[error("wanted an id that starts with \"{wanted}_\"")]
    Prefix { wanted: &'static str },
    #[error(
        "wanted 26 base-32 characters (0-9, a-z without i, l, o, u; the first at most 7) after \"{wanted}_\""
    )]
    Characters { wanted: &'static str },
}

fn encode(raw: u128, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    use fmt::Write;
    for position in (0..LENGTH).rev() {
        let shift = position.saturating_mul(5);
        let digit = usize::try_from((raw >> shift) & 31).unwrap_or_default();
        formatter.write_char(char::from(ALPHABET.get(digit).copied().unwrap_or(b'0')))?;
    }
    Ok(())
}

fn decode(text: &str, wanted: &'static str) -> Result<u128, ParseIdError> {
    let characters = text
        .strip_prefix(wanted)
        .and_then(|rest| rest.strip_prefix('_'))
        .ok_or(ParseIdError::Prefix { wanted })?;
    if characters.len() != LENGTH {
        return Err(ParseIdError::Characters { wanted });
    }
    characters
        .bytes()
        .try_fold(0_u128, |raw, character| {
            let digit = ALPHABET.iter().position(|letter| *letter == character)?;
            // 26 characters hold 130 bits: a first character above 7 does not fit.
            raw.checked_mul(32)?.checked_add(u128::try_from(digit).ok()?)
        })
        .ok_or(ParseIdError::Characters { wanted })
}

/// Generates one id type per kind. Keep the list alphabetical and the prefixes unique.
macro_rules! ids {
    ($($name:ident $prefix:literal),+ $(,)?) => {
        $(
            #[doc = concat!("Id with the text form `", $prefix, "_` and 26 base-32 characters.")]
            #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(u128);

            impl $name {
                pub const PREFIX: &'static str = $prefix;

                pub const fn from_raw(raw: u128) -> Self {
                    Self(raw)
                }

                pub const fn raw(self) -> u128 {
                    self.0
                }
            }

            impl core::str::FromStr for $name {
                type Err = ParseIdError;

                fn from_str(text: &str) -> Result<Self, ParseIdError> {
                    decode(text, Self::PREFIX).map(Self)
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(formatter, "{}_", Self::PREFIX)?;
                    encode(self.0, formatter)
                }
            }

            impl fmt::Debug for $name {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    fmt::Display::fmt(self, formatter)
                }
            }

            crate::text::serde_as_text!($name, concat!("an id that starts with \"", $prefix, "_\""));
        )+

        #[cfg(test)]
        const PREFIXES: &[&str] = &[$($prefix),+];
    };
}

ids! {
    ApplicationId "app",
    BookId "book",
    ConsignmentId "cns",
    DisclosureId "dis",
    DrawId "drw",
    EnterpriseId "ent",
    EquipmentId "equ",
    ExceptionId "exc",
    GrantId "gra",
    GroupId "grp",
    InstitutionId "ins",
    KeyTaskId "key",
    LandContractId "lct",
    ListId "lst",
    MandateId "man",
    MatterId "mat",
    MeasureId "mea",
    ParcelId "par",
    PassageId "pas",
    PlatformId "pfm",
    PilotId "plt",
    PoolId "pol",
    ProgrammeId "prg",
    InvestmentProjectId "prj",
    ReportId "rep",
    SlipId "slp",
    SupplyId "sup",
    TalentId "tal",
    TechnologyContractId "tct",
    TaskId "tsk",
    UserId "usr",
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn an_id_is_written_with_its_prefix_and_reads_back() {
        assert_eq!(ListId::from_raw(0).to_string(), "lst_00000000000000000000000000");
        assert_eq!(ListId::from_raw(33).to_string(), "lst_00000000000000000000000011");
        assert_eq!(BookId::from_raw(u128::MAX).to_string(), "book_7zzzzzzzzzzzzzzzzzzzzzzzzz");
        for raw in [0, 1, 31, 32, u128::MAX / 3, u128::MAX] {
            assert_eq!(UserId::from_raw(raw).to_string().parse(), Ok(UserId::from_raw(raw)));
        }
    }

    #[test]
    fn an_id_of_another_kind_is_refused_with_the_wanted_prefix() {
        let list = ListId::from_raw(7).to_string();
        let refusal = list.parse::<UserId>().unwrap_err();
        assert_eq!(refusal, ParseIdError::Prefix { wanted: "usr" });
        assert_eq!(refusal.to_string(), "wanted an id that starts with \"usr_\"");
    }

    #[test]
    fn characters_outside_the_strict_form_are_refused() {
        for text in [
            "lst_",
            "lst_0000000000000000000000000",
            "lst_000000000000000000000000000",
            "lst_8zzzzzzzzzzzzzzzzzzzzzzzzz",
            "lst_0000000000000000000000000A",
            "lst_0000000000000000000000000i",
            "lst_000000000000000000000000é",
        ] {
            assert_eq!(text.parse::<ListId>(), Err(ParseIdError::Characters { wanted: "lst" }), "{text}");
        }
        assert!("lst00000000000000000000000000".parse::<ListId>().is_err());
    }

    #[test]
    fn the_registry_is_alphabetical_and_its_prefixes_are_unique() {
        assert!(PREFIXES.is_sorted_by(|earlier, later| earlier < later));
    }
}
