//! Refusal codes of this part, in the order of the reference.

use crate::kernel::refusal::codes;

codes! {}
