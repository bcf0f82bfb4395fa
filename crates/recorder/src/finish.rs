//! The end of a recording: the last entry, the file, what is signed, and the file with its seal.

use alloc::borrow::ToOwned;
use alloc::vec::Vec;

use ledgerium_session::Body;
use ledgerium_session::entry::{EndReason, Finished};
use ledgerium_session::file::{FORMAT, SessionFile, VERSION};
use ledgerium_session::ids::Hash;
use ledgerium_session::json::Tree;
use ledgerium_session::read::Read;
use ledgerium_session::seal::{PAYLOAD_TYPE, Seal, Signature, pre_authentication_encoding};

use crate::error::Error;
use crate::recorder::{Output, Recorder};
use crate::state::{Command, State};

impl Recorder {
    /// Writes the last entry: how much there is, so that a shortened log shows. `reason` is `exported`, `continued` or
    /// `recovered`.
    ///
    /// # Errors
    /// [`Error::WrongState`] before the recording was stopped, unless it is continued or recovered.
    pub fn finish(&mut self, now: u64, reason: &str) -> Result<Output, Error> {
        let reason: EndReason = Read::read(Tree::Text(reason.to_owned()))
            .map_err(|_| Error::input("the reason", "it is exported, continued or recovered"))?;
        let finished = Finished {
            entries: self.log.next()?,
            root: self.log.head(),
            gaps: u32::try_from(self.facts.gaps.len()).map_err(|_| Error::Full)?,
            reason,
        };
        self.turn(now, Command::Finish(reason), Body::Finished(finished))
    }

    /// The bytes that the session's key signs: the DSSE pre-authentication encoding of the file without its seal.
    ///
    /// # Errors
    /// [`Error::WrongState`] before [`Self::finish`].
    pub fn payload(&self) -> Result<Vec<u8>, Error> {
        Ok(pre_authentication_encoding(&self.file()?.payload()?))
    }

    /// The bytes of the sealed file. `signature` is the Ed25519 signature over [`Self::payload`] as 128 hex digits.
    ///
    /// # Errors
    /// [`Error::BadInput`] for another signature, [`Error::WrongState`] before [`Self::finish`].
    pub fn seal(&self, signature: &str) -> Result<Vec<u8>, Error> {
        let signature = Signature::try_from(signature.to_owned())
            .map_err(|error| Error::input("the signature", error))?;
        let mut file = self.file()?;
        let key_id = Hash::of(&file.genesis()?.public_key.0);
        file.seal = Some(Seal {
            payload_type: PAYLOAD_TYPE.to_owned(),
            key_id,
            signature,
        });
        Ok(file.to_bytes()?)
    }

    /// The file without its seal.
    fn file(&self) -> Result<SessionFile, Error> {
        let (session, systems) = self
            .facts
            .summary()
            .ok_or_else(|| Error::Damaged("its beginning is missing".into()))?;
        if self.facts.state != State::Finished {
            return Err(Error::WrongState {
                command: "seal",
                state: self.facts.state,
                remedy: "finish it first",
            });
        }
        Ok(SessionFile {
            format: FORMAT.to_owned(),
            version: VERSION,
            session,
            systems,
            log: self.log.entries().to_vec(),
            derived: self.derived(),
            seal: None,
        })
    }
}
