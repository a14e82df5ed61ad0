//! Rules about which enterprise belongs to which industry and cluster, and what the zone is specialised in.
