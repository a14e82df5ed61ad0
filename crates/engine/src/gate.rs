//! Signing pass slips and reading them back. The key is not the journal's: losing it forges slips, never history.

use etown_journal::parse_note;

use crate::engine::Engine;
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
}
