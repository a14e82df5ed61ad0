//! Rules about investment projects, work permits by points, cooperation platforms and institutions.
