//! Rules about how research becomes a product: disclosures, assessments and contracts.
