#pragma once

#include "diagnosis/finding.h"
#include "observation/observation.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>

namespace wirewise::report {

/// One checked endpoint.
struct Checked
{
    observation::Observation observation;
    diagnosis::Diagnosis diagnosis;
};

enum class Secrets { Masked, Kept };

/// One RESULT of the contract.
[[nodiscard]] QJsonObject toJson(const Checked &checked, Secrets secrets = Secrets::Masked);
/// The whole document: {"wirewise", "schema", "results"}.
[[nodiscard]] QByteArray jsonDocument(const QList<Checked> &results, Secrets secrets = Secrets::Masked);

/// An object as the documents write it: nothing in it can deceive a terminal or a reader's eye.
[[nodiscard]] QByteArray jsonText(const QJsonObject &object);
/// The same on one line.
[[nodiscard]] QByteArray jsonLine(const QJsonObject &object);

/// The same document in pieces, for a run over many endpoints that is written as it goes:
/// head, the results with separators between them, tail.
[[nodiscard]] QByteArray jsonHead();
[[nodiscard]] QByteArray jsonResult(const Checked &checked, Secrets secrets = Secrets::Masked);
[[nodiscard]] QByteArray jsonSeparator();
/// members: what is told of the run as a whole, behind its results.
[[nodiscard]] QByteArray jsonTail(const QJsonObject &members = {});

} // namespace wirewise::report
