//! Matters granted on notification and commitment in the demo: two notices, one of them revised, and applications in every
//! state but refused. A revocation is repaired again, so that the group's goods move.

use etown_domain::approvals::application::ApplicationContent;
use etown_domain::approvals::limits::Building;
use etown_domain::approvals::notice::{Eligibility, NoticeContent};
use etown_domain::approvals::{ApprovalsCommand, ApprovalsEvent};
use etown_domain::kernel::parties::CreditClass;
use etown_domain::{Actor, Command, Event, ZoneCommand};
use etown_engine::{Answer, NotAccepted};
use etown_values::{ApplicationId, EnterpriseId, MatterId};

use super::Demo;
use super::parties::Parties;

pub(super) fn make(demo: &Demo, parties: &Parties) -> Result<(), NotAccepted> {
    let scene = Scene { demo, desk: Actor::User(demo.people.approval) };
    let star = Hands { clerk: Actor::User(demo.people.first_clerk), enterprise: parties.star_bridge };
    let spruce = Hands { clerk: Actor::User(demo.people.second_clerk), enterprise: parties.spruce };
    let permit = scene.open(permit("现场具备施工条件 / The site is ready for the works"))?;
    let canteen = scene.open(canteen())?;

    let hall =
        scene.granted(star, permit, "一号洁净厂房 / Clean room, hall 1", Some(("4860.50", "23.40")))?;
    let kitchen = scene.granted(spruce, canteen, "员工食堂 / Staff canteen", None)?;
    demo.let_days_pass(2);
    scene.desk(ApprovalsCommand::Verify { application: hall, revision: None })?;
    let rectify_until =
        demo.desk.engine().business_date().plus_days(5).unwrap_or(etown_values::CivilDate::MAX);
    scene.desk(ApprovalsCommand::OrderRectification {
        application: kitchen,
        revision: None,
        rectify_until,
        reason: "冷藏设备尚未安装 / The cold store is not installed yet.".to_owned(),
    })?;
    // The works that the notice did not mention are added; whoever commits from now on commits to the new text.
    let notice =
        self::permit("现场具备施工条件，临时用电已验收 / The site is ready, temporary power accepted");
    scene.desk(ApprovalsCommand::ReviseNotice { matter: permit, revision: None, notice })?;
    demo.let_days_pass(1);
    scene.revoke_and_repair(spruce, kitchen)?;

    let packing =
        scene.applied(star, permit, "二号厂房包装间 / Packing room, hall 2", Some(("820.00", "9.60")))?;
    scene.commit(star, permit, packing)?;
    scene.granted(spruce, permit, "三号厂房仓储间 / Store room, hall 3", Some(("1250.00", "12.00")))?;
    scene.applied(star, canteen, "夜班茶歇间 / Night shift tea room", None).map(drop)
}

#[derive(Clone, Copy)]
struct Hands {
    clerk: Actor,
    enterprise: EnterpriseId,
}

struct Scene<'a> {
    demo: &'a Demo,
    desk: Actor,
}

impl Scene<'_> {
    fn give(&self, actor: Actor, command: ApprovalsCommand) -> Result<Answer, NotAccepted> {
        self.demo.desk.command(actor, Command::Approvals(command))
    }

    fn desk(&self, command: ApprovalsCommand) -> Result<Answer, NotAccepted> {
        self.give(self.desk, command)
    }

    fn open(&self, notice: NoticeContent) -> Result<MatterId, NotAccepted> {
        let answer = self.desk(ApprovalsCommand::OpenMatter { notice })?;
        let found = answer.events.iter().find_map(|event| match event {
            Event::Approvals(ApprovalsEvent::NoticePublished { matter, .. }) => Some(*matter),
            _ => None,
        });
        Ok(found.expect("opening a matter publishes its notice"))
    }

    fn applied(
        &self,
        hands: Hands,
        matter: MatterId,
        project: &str,
        building: Option<(&str, &str)>,
    ) -> Result<ApplicationId, NotAccepted> {
        let building = building.map(|(area, height)| Building {
            floor_area_square_metres: area.parse().expect("a constant floor area"),
            height_metres: height.parse().expect("a constant height"),
        });
        let content = ApplicationContent { project: project.to_owned(), building };
        let command = ApprovalsCommand::Apply { enterprise: hands.enterprise, matter, content };
        let answer = self.give(hands.clerk, command)?;
        let found = answer.events.iter().find_map(|event| match event {
            Event::Approvals(ApprovalsEvent::ApplicationMade { application, .. }) => Some(*application),
            _ => None,
        });
        Ok(found.expect("applying makes an application"))
    }

    /// Commits to the notice as it stands.
    fn commit(
        &self,
        hands: Hands,
        matter: MatterId,
        application: ApplicationId,
    ) -> Result<Answer, NotAccepted> {
        let (version, digest) = self.demo.desk.engine().read(|state| {
            let notice = state.approvals.matter(matter).expect("the matter was opened").current();
            (notice.version, notice.digest.clone())
        });
        self.give(hands.clerk, ApprovalsCommand::Commit { application, revision: None, version, digest })
    }

    fn granted(
        &self,
        hands: Hands,
        matter: MatterId,
        project: &str,
        building: Option<(&str, &str)>,
    ) -> Result<ApplicationId, NotAccepted> {
        let application = self.applied(hands, matter, project, building)?;
        self.commit(hands, matter, application)?;
        self.desk(ApprovalsCommand::GrantApplication { application, revision: None })?;
        Ok(application)
    }

    fn revoke_and_repair(&self, hands: Hands, application: ApplicationId) -> Result<(), NotAccepted> {
        let reason = "核查发现承诺的设备从未订购 / The promised equipment was never ordered.".to_owned();
        self.desk(ApprovalsCommand::RevokeApproval { application, revision: None, reason })?;
        self.demo.let_days_pass(2);
        let reason = "设备已安装并经复查 / Installed and looked at again.".to_owned();
        self.desk(ApprovalsCommand::RepairCredit { application, revision: None, reason })?;
        let command = ZoneCommand::ChangeCreditClass {
            enterprise: hands.enterprise,
            credit_class: CreditClass::Normal,
            reason: "信用已修复 / Credit repaired".to_owned(),
        };
        self.demo.desk.zone(Actor::User(self.demo.people.administrator), command).map(drop)
    }
}

fn permit(condition: &str) -> NoticeContent {
    NoticeContent {
        item: "示例小型低风险项目施工许可".to_owned(),
        item_english: "Example construction permit of a small low-risk project".to_owned(),
        legal_basis:
            "示例依据：京建发〔2020〕245 号（摘要）/ Example basis: Jing Jian Fa [2020] 245, as summed up"
                .to_owned(),
        conditions: vec![
            "设计方案符合规划 / The design conforms to the plan".to_owned(),
            condition.to_owned(),
        ],
        materials: vec!["总平面图 / Site plan".to_owned(), "施工合同 / Building contract".to_owned()],
        liability: "承诺不实的，撤销许可并记入信用 / A false commitment is revoked and recorded".to_owned(),
        verification_working_days: 20,
        eligibility: Eligibility::SmallBuilding,
    }
}

fn canteen() -> NoticeContent {
    NoticeContent {
        item: "示例单位食堂经营许可".to_owned(),
        item_english: "Example permit of a staff canteen".to_owned(),
        legal_basis: "示例依据：国办发〔2020〕42 号（摘要）/ Example basis: State Council office [2020] 42, as summed up".to_owned(),
        conditions: vec!["冷藏设备齐全 / A cold store is installed".to_owned()],
        materials: vec!["布局图 / Floor plan".to_owned()],
        liability: "承诺不实的，撤销许可并记入信用 / A false commitment is revoked and recorded".to_owned(),
        verification_working_days: 10,
        eligibility: Eligibility::Open,
    }
}
