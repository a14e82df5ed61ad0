//! Rules about products, what they are made of and who supplies them, in the zone and around it.
