"""ISO 9001 clause 10, Act: nonconformities, complaints, corrective actions (later issue)."""
