//! Rules about products, what they are made of and who supplies them, in the zone and around it.

mod completeness;
mod declarations;
mod imports;
mod items;
mod registers;
mod samples;
