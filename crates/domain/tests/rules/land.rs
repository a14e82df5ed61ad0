//! Rules about parcels of industrial land over their whole life.
