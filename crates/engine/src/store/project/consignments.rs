//! Consignments to and from other zones: what postings and lots call them. The rest is read from the state.

use etown_domain::exchange::ExchangeEvent;
use etown_values::ConsignmentId;

use super::Applying;

impl Applying<'_> {
    pub(super) fn exchange(&mut self, event: &ExchangeEvent) -> rusqlite::Result<()> {
        self.part("exchange", event.about())?;
        match event {
            ExchangeEvent::ConsignmentSubmitted { consignment, number, .. } => {
                self.name_consignment(*consignment, number)
            }
            // What came in is called by the receipt that it came with.
            ExchangeEvent::ConsignmentPresented { consignment, partner, dispatch, proof, .. } => {
                let name = format!("{partner} {} #{}", dispatch.number, proof.position);
                self.name_consignment(*consignment, &name)
            }
            _ => Ok(()),
        }
    }

    fn name_consignment(&mut self, id: ConsignmentId, number: &str) -> rusqlite::Result<()> {
        let sql = "INSERT INTO consignment (id, number) VALUES (?1, ?2)";
        self.run(sql, [id.to_string().as_str(), number]).map(drop)
    }

    pub(super) fn consignment(&self, id: ConsignmentId) -> rusqlite::Result<i64> {
        self.one("SELECT key FROM consignment WHERE id = ?1", [id.to_string()], |row| row.get(0))
    }
}
