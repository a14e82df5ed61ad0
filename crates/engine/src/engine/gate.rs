//! Pass slips are signed here, so that a lane can verify them while its link is down. The key never leaves the zone.

use etown_journal::{JournalKey, parse_note};

use super::Engine;
use crate::fault::EngineFault;

impl Engine {
    /// Returns the public half of the key that signs pass slips, as a `name+id+key` text.
    pub fn gate_key(&self) -> Result<String, EngineFault> {
        Ok(self.own_gate_key()?.verifier().to_string())
    }

    /// Signs the text of a pass slip and returns the note.
    pub fn sign_slip(&self, text: &str) -> Result<String, EngineFault> {
        Ok(self.own_gate_key()?.sign(text))
    }

    /// Returns the text of a note where it carries this zone's signature of pass slips.
    pub fn read_slip(&self, note: &str) -> Result<Option<String>, EngineFault> {
        let key = self.own_gate_key()?.verifier();
        let Ok(note) = parse_note(note.as_bytes()) else { return Ok(None) };
        let is_own = note
            .signatures
            .iter()
            .any(|signature| key.is_claimed_by(signature) && key.verifies(&note.text, &signature.signature));
        Ok(is_own.then_some(note.text))
    }

    fn own_gate_key(&self) -> Result<&JournalKey, EngineFault> {
        self.inner.gate_key.as_ref().ok_or(EngineFault::NotKept { what: "gate key" })
    }
}
