//! The closed lists of this part on the wire.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::wire::choices;

choices! {
    /// The stages of an investment project, in their order.
    InvestmentStage is etown_domain::international::stage::Stage {
        Lead, Contact, Visit, Negotiation, Agreement, Registered, LandOrSpace, Permits, Production, Expansion,
    }
    /// The highest degree.
    Education is etown_domain::international::talent::Education { Doctor, Master, Bachelor, Other }
    /// How well Chinese is known: a level of the HSK, or what stands for more.
    ChineseLevel is etown_domain::international::talent::Chinese {
        FormerNational, DegreeInChinese, LevelFive, LevelFour, LevelThree, LevelTwo, LevelOne, None,
    }
    /// Where the work is.
    WorkLocation is etown_domain::international::talent::Location { West, NorthEastBase, PoorCounty, Elsewhere }
    /// Merits that give points once.
    Merit is etown_domain::international::talent::Merit {
        TopUniversity, GlobalFiveHundred, IntellectualProperty, FiveYearsInChina,
    }
    /// What points are given for.
    PointCriterion is etown_domain::international::points::Criterion {
        Salary, Education, Experience, Months, Chinese, Age, Location, Extra, Provincial,
    }
    /// The category of a work permit.
    PermitCategory is etown_domain::international::points::Category { A, B, C }
    /// Whether an assessment is decided.
    TalentStatus is etown_domain::international::talent::TalentStatus { Requested, Confirmed, Declined }
    /// What a platform is for.
    PlatformKind is etown_domain::international::partner::PlatformKind {
        IndustrialPark, InnovationCentre, TradePromotion, TalentExchange, Other,
    }
    /// What an institution is.
    InstitutionKind is etown_domain::international::partner::InstitutionKind {
        ChamberOfCommerce, InternationalOrganisation, GovernmentAgency, ResearchInstitute, Other,
    }
}
