#pragma once

#include "diagnosis/finding.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace wirewise::test {

/// What the rules say about one recorded check, as it is kept in a text file beside the captures.
struct Judgement
{
    struct Said
    {
        QByteArray id;
        QByteArray confidence; ///< in steps of 0.05, so that a nudge does not change a hundred lines

        friend bool operator==(const Said &, const Said &) = default;
    };
    QByteArray verdict;
    QList<Said> findings; ///< the primary first

    friend bool operator==(const Judgement &, const Judgement &) = default;
};

/// By the name of the capture.
using Judgements = QMap<QString, Judgement>;

[[nodiscard]] Judgement judgementOf(const diagnosis::Diagnosis &diagnosis);
/// One line a capture: "upgrade.ok/ok-perl-mojo works upgrade.ok=1.00".
[[nodiscard]] QByteArray toBytes(const Judgements &judgements);
[[nodiscard]] Judgements judgementsFromBytes(const QByteArray &bytes);

/// What appeared, vanished, or changed its rank, confidence or verdict; empty if nothing did.
[[nodiscard]] QStringList differences(const Judgements &before, const Judgements &now);

} // namespace wirewise::test
