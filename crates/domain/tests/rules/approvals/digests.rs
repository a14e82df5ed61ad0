//! What the digest of a notice holds fast.

use etown_domain::approvals::notice::{Eligibility, NoticeContent};
use etown_values::MatterId;

use super::notice;

#[test]
fn the_digest_changes_with_every_fact_of_the_notice() {
    let matter = MatterId::from_raw(1);
    let good = notice().digest(matter, 1);
    assert_eq!(good.0.len(), 64);
    let changes: [fn(&mut NoticeContent); 7] = [
        |notice| notice.item.push('x'),
        |notice| notice.legal_basis.push('x'),
        |notice| notice.conditions.swap(0, 1),
        |notice| notice.materials.clear(),
        |notice| notice.liability.push('x'),
        |notice| notice.verification_working_days = 11,
        |notice| notice.eligibility = Eligibility::Open,
    ];
    for change in changes {
        let mut changed = notice();
        change(&mut changed);
        assert_ne!(changed.digest(matter, 1), good, "{changed:?}");
    }
    assert_ne!(notice().digest(matter, 2), good);
    assert_ne!(notice().digest(MatterId::from_raw(2), 1), good);
}
