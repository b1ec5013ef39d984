#pragma once

#include "comparison/difference.h"
#include "diagnosis/finding.h"
#include "observation/observation.h"

namespace wirewise::comparison {

/// One of the two checks that are compared.
struct Side
{
    QString name; ///< given by the user; may be empty
    observation::Observation observation;
    diagnosis::Diagnosis diagnosis; ///< its texts are quoted as they are
    /// What sentences and values quote: the same observation, or a copy of it in which secrets are replaced
    /// by as many bytes. Two secrets that differ are so told apart without being shown.
    observation::Observation shown;
};

/// Compares layer by layer. Pure: the same sides give the same comparison; callable from any thread.
/// Texts are in the language of QCoreApplication's translators.
[[nodiscard]] Comparison compare(const Side &left, const Side &right);

/// What the two are called where they stand beside each other: their names, else what tells their addresses
/// apart, else which of them ran first.
[[nodiscard]] std::pair<QString, QString> namesOf(const Side &left, const Side &right);

} // namespace wirewise::comparison
