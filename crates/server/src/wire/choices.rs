//! The closed lists of the wire. Each is converted exhaustively, so a new choice in the domain does not compile here
//! until it is named.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

macro_rules! choices {
    ($($(#[$meta:meta])* $name:ident is $domain:ty { $($variant:ident),+ $(,)? })*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
            #[serde(rename_all = "snake_case")]
            pub(crate) enum $name {
                $($variant),+
            }

            impl From<$domain> for $name {
                fn from(choice: $domain) -> Self {
                    match choice {
                        $(<$domain>::$variant => Self::$variant),+
                    }
                }
            }

            impl From<$name> for $domain {
                fn from(choice: $name) -> Self {
                    match choice {
                        $($name::$variant => Self::$variant),+
                    }
                }
            }
        )*
    };
}

pub(crate) use choices;

choices! {
    /// What a grant lets its holder do.
    Role is etown_domain::Role {
        ZoneAdministrator, CustomsOfficer, EnterpriseOfficer, GateOperator, LandOfficer, ApprovalOfficer,
        InvestmentOfficer, TreasuryOfficer, ProgrammeOfficer, Auditor,
    }
    /// The customs credit class of an enterprise.
    CreditClass is etown_domain::kernel::parties::CreditClass { AdvancedCertified, Normal, Discredited }
    /// What a parameter's value rests on; an unverified value is always a setting.
    Basis is etown_domain::kernel::parameters::Basis { Statute, Agreement, Setting }
    /// What a special day of the calendar is.
    SpecialDayKind is etown_domain::kernel::calendar::SpecialDayKind { DayOff, WorkingDay }
    /// What an account of the ledger is for.
    Purpose is etown_domain::kernel::ledger::Purpose {
        Stock, Imported, TransferredIn, ReturnedIn, DomesticIn, DeepProcessingIn, ExchangedIn, Exported, ReExported,
        SoldDomestically, TransferredOut, DeepProcessingOut, SurplusOut, ExchangedOut, Destroyed, Embodied,
        TangibleLoss, IntangibleLoss, Produced, Unexplained, VerifiedIncrease, VerifiedDecrease, Issued,
        IssuedOpposite, ExternalDebtUsed, OverseasLendingUsed, QuotaOpposite,
    }
    /// What waits for someone.
    TaskKind is etown_domain::kernel::worklist::TaskKind {
        ApproveBook, ApproveFilings, ApproveList, ResolveException, ApproveSlip, ReleaseTruck, AcceptVerification,
        CloseVerification, ConfirmEquipment, ConfirmProgress, DecideApplication, VerifyApplication, ConfirmStart, ConfirmClasses, ConfirmSupply, AssessDisclosure, DecideTalent, RegisterTechnologyContract,
        DispatchConsignment, AnswerConsignment,
    }
    /// What has to be done by a date.
    DueKind is etown_domain::flows::due_dates::DueKind {
        CountPeriod, VerifyCommitment, Rectify, DeliverLand, ConstructionPermit, StartWork, IdleFee, TakeBack,
        AssessDisclosure, AwaitAnswer, AnswerConsignment, KeyTaskStep,
    }
    /// Processing books keep materials, products, scrap and bills of materials; logistics books keep goods alone.
    BookKind is etown_domain::bonded::book::BookKind { Processing, Logistics }
    /// When a processing book consumes materials.
    ConsumptionPoint is etown_domain::bonded::book::ConsumptionPoint { AtShipment, AtProduction }
    BookStatus is etown_domain::bonded::book::BookStatus { Draft, Submitted, Active, Expired, Closed }
    /// Which directions customs has paused.
    Pause is etown_domain::bonded::book::Pause { None, Inbound, Outbound, Both }
    ItemClass is etown_domain::bonded::book::ItemClass { Material, Finished, Scrap }
    /// Whether customs has approved what was filed.
    FilingStatus is etown_domain::bonded::book::FilingStatus { Filed, Approved }
    Direction is etown_domain::bonded::list::Direction { Inbound, Outbound }
    /// Why goods move.
    Movement is etown_domain::bonded::list::Movement {
        Import, TransferIn, ReturnIn, DomesticIn, DeepProcessingIn, ExchangeIn, Export, ReExport, DomesticSale,
        TransferOut, DeepProcessingOut, SurplusOut, ExchangeOut, Destruction,
    }
    /// Where a period stands between its opening and its closing.
    PeriodStatus is etown_domain::bonded::period::PeriodStatus { Open, Announced, Counted, Applied, Accepted, Closed }
    /// Where goods were when they were counted; products count as the materials that they hold.
    Stage is etown_domain::bonded::period::Stage { Stock, WorkInProgress, Finished }
    /// Why record and count differ, as the enterprise sees it.
    DifferenceCause is etown_domain::bonded::period::DifferenceCause {
        LateReport, Measurement, Consumption, Loss, Mistake, Other,
    }
    /// What a pass slip is for.
    SlipKind is etown_domain::bonded::slip::SlipKind {
        EnterFirst, FirstLine, SecondLine, Undeclared, RegisteredGoods, EmptyTruck,
    }
    SlipStatus is etown_domain::bonded::slip::SlipStatus { Applied, Approved, Passed, Void }
    /// How many gates a truck goes through.
    Gates is etown_domain::bonded::slip::Gates { One, Two }
    Gate is etown_domain::bonded::slip::Gate { First, Second }
    HoldCause is etown_domain::bonded::slip::HoldCause { Weight, Inspection }
    /// Where a key task stands.
    TaskStatus is etown_domain::programme::task::TaskStatus { Planned, Launched, Completed }
    /// How a key task stands to its next date.
    LightColour is etown_domain::programme::light::Colour { Red, Amber, Green, Done }
    /// Where a pilot of a measure stands.
    PilotStage is etown_domain::programme::pilot::PilotStage { Measure, Scenario, FirstUse, Concluded }
    /// How industrial land is supplied.
    SupplyMode is etown_domain::land::parcel::SupplyMode { Lease, LeaseThenGrant, FlexibleGrant, Allocation }
    /// Where a parcel stands in its life; a parcel that was split or merged is retired.
    ParcelStatus is etown_domain::land::parcel::ParcelStatus { Available, Contracted, Delivered, Started, Retired }
    LandContractStatus is etown_domain::land::contract::LandContractStatus {
        Contracted, Delivered, Started, TakenBack,
    }
    /// Permits that are asked for side by side.
    PermitKind is etown_domain::land::contract::PermitKind {
        LandUsePlanning, Title, WorksPlanning, Construction,
    }
    /// What the performance agreement promises.
    PerformanceIndicator is etown_domain::land::contract::Indicator {
        InvestmentIntensity, OutputPerArea, TaxPerArea, FloorAreaRatio, BuildingCoefficient, EnergyUse,
    }
    /// Why the authorities stopped an idle clock.
    GovernmentCause is etown_domain::land::contract::GovernmentCause {
        LateDelivery, PlanChange, PolicyChange, DisputeOfRights, ForceMajeure,
    }
    /// What an idle clock has come to.
    IdleStatus is etown_domain::land::idle::IdleStatus { NotIdle, GovernmentCaused, IdleFee, TakeBack }
    EquipmentStatus is etown_domain::bonded::equipment::EquipmentStatus { Registered, Supervised, Released }
    /// Whose applications may be granted on a commitment.
    Eligibility is etown_domain::approvals::notice::Eligibility { Open, SmallBuilding }
    ApplicationStatus is etown_domain::approvals::application::ApplicationStatus {
        Applied, Committed, Refused, Granted, Rectifying, Verified, Revoked, Repaired,
    }
    /// Which of a cash pool's quotas.
    QuotaKind is etown_domain::treasury::quota::QuotaKind { ExternalDebt, OverseasLending }
    ListStatus is etown_domain::bonded::list::ListStatus { Draft, Submitted, Approved, Posted, Reversed, Deleted }
    /// Said by the party that knows, or concluded from something else.
    EvidenceKind is etown_domain::kernel::evidence::EvidenceKind { Declared, Inferred }
    /// What statistics count.
    Counted is etown_domain::industry::statistics::Counted { Employees, Firms }
    /// How sure the source of a mapping is.
    Confidence is etown_domain::industry::hs_classes::Confidence { Certain, Likely, Possible }
    /// Whether a commodity code has one industry class, several, or none that is known.
    HsJoin is etown_domain::flows::import_substitution::Join { Unique, Ambiguous, Unmapped }
    /// Whether goods are exchanged with a partner zone now.
    PartnerZoneStatus is etown_domain::exchange::partner::PartnerStatus { Active, Suspended }
    /// Where a declared supply stands.
    SupplyStatus is etown_domain::region::supply::SupplyStatus { Declared, Confirmed, Returned }
}
