//! Rules about matters granted on notification and commitment, their verification and revocation.
