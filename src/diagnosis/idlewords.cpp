#include "diagnosis/idlelimit.h"

#include "observation/printable.h"
#include "wire/closecode.h"

#include <QCoreApplication>

namespace wirewise::diagnosis {

using observation::Duration;
using observation::IdleTrial;
using End = IdleTrial::End;

namespace {

/// Gives the sentences below their context of translation.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::diagnosis::IdleLimit)
};

} // namespace

QString tenths(Duration duration)
{
    return Words::tr("%1 s").arg(static_cast<double>(duration.count()) / 1e6, 0, 'f', 1);
}

QString endWords(const IdleTrial &trial)
{
    switch (trial.end) {
    case End::Opening:
        return Words::tr("being opened");
    case End::Open:
        return Words::tr("still open");
    case End::CloseFrame: {
        if (!trial.closeCode)
            return Words::tr("closed by the server without a code");
        const QString name = QString::fromLatin1(wire::closeCodeName(*trial.closeCode));
        QString code = QString::number(*trial.closeCode);
        if (!name.isEmpty())
            code += QStringLiteral(", ") + name;
        if (!trial.closeReason.isEmpty())
            code += QStringLiteral(" (") + observation::printable(trial.closeReason, 60) + QLatin1Char(')');
        return Words::tr("closed by the server with %1").arg(code);
    }
    case End::Fin:
        return Words::tr("ended by TCP (FIN) without a Close frame");
    case End::Reset:
        return Words::tr("reset by TCP (RST) without a Close frame");
    case End::DeadPath:
        return Words::tr("dead without a word");
    case End::Broken:
        return Words::tr("closed by Wirewise, because the server broke the protocol");
    case End::NotOpened:
        break;
    }
    return Words::tr("not opened");
}

QString trialWords(const IdleTrial &trial)
{
    if (trial.end == End::NotOpened || trial.end == End::Opening)
        return endWords(trial);
    const QString end = endWords(trial);
    const QString age = tenths(trial.life);
    if (trial.pingEvery > Duration(0))
        return Words::tr("with a ping every %1: %2, at the age of %3").arg(tenths(trial.pingEvery), end, age);
    const QString silence = tenths(trial.silence);
    if (trial.end == End::Open && silence == age)
        return Words::tr("silent for %1").arg(silence);
    if (silence == age)
        return Words::tr("%1, after %2 of silence").arg(end, silence);
    return Words::tr("%1, after %2 of silence, at the age of %3").arg(end, silence, age);
}

} // namespace wirewise::diagnosis
