//! Rules about goods that leave for another zone or arrive from it by receipt alone.
