//! Rules about cash pools across borders and their quotas.
