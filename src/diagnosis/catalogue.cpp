#include "diagnosis/catalogue.h"

#include "diagnosis/commands.h"
#include "diagnosis/failureclass.h"
#include "diagnosis/remedies/remedy.h"
#include "diagnosis/rules/tables.h"

#include <QHash>

#include <algorithm>

namespace wirewise::diagnosis {

namespace {

using Table = std::span<const FailureClass> (*)();

constexpr Table tables[] = {rules::local,
                            rules::url,
                            rules::dns,
                            rules::tcp,
                            rules::proxy,
                            rules::tlsPort,
                            rules::tlsCertificate,
                            rules::tlsTrust,
                            rules::tlsHandshake,
                            rules::tlsIdentity,
                            rules::http,
                            rules::health,
                            rules::upgradeOutcome,
                            rules::upgradeRoute,
                            rules::upgradeSupport,
                            rules::upgradeRefusal,
                            rules::upgradeOrigin,
                            rules::upgradeRequest,
                            rules::upgradeServer,
                            rules::upgradeGateway,
                            rules::upgradeSilence,
                            rules::upgradeHandshake,
                            rules::engineio,
                            rules::engineioService,
                            rules::sessionClose,
                            rules::sessionCodes,
                            rules::sessionEnd,
                            rules::auth};

QString translated(const char *text)
{
    return text ? Text::tr(text) : QString();
}

/// A remedy and the stack it is for.
struct StackRemedy
{
    const char *stack;
    const Remedy *remedy;
};

/// By the class that they mend, in the order of the stacks: of hundreds a finding wants a few.
const QHash<QByteArrayView, QList<StackRemedy>> &remediesByClass()
{
    static const QHash<QByteArrayView, QList<StackRemedy>> all = [] {
        QHash<QByteArrayView, QList<StackRemedy>> index;
        for (const StackRemedies *stack : stackRemedies())
            for (const Remedy &remedy : stack->remedies)
                index[remedy.failure].append({stack->stack, &remedy});
        return index;
    }();
    return all;
}

Fix fixOf(const StackRemedy &entry)
{
    const Remedy &remedy = *entry.remedy;
    return {entry.stack,
            translated(remedy.text),
            QString::fromUtf8(remedy.snippet),
            remedy.triedWith != nullptr,
            QString::fromUtf8(remedy.triedWith),
            QString::fromUtf8(remedy.source)};
}

} // namespace

const QList<const FailureClass *> &failureClasses()
{
    static const QList<const FailureClass *> all = [] {
        QList<const FailureClass *> list;
        for (const Table table : tables)
            for (const FailureClass &failure : table())
                list.append(&failure);
        return list;
    }();
    return all;
}

QList<Cause> causesOf(const FailureClass &failure)
{
    QList<Cause> causes;
    for (const CauseEntry &entry : failure.causes)
        causes.append({translated(entry.text), translated(entry.confirm), entry.likelihood});
    return causes;
}

QList<Fix> fixesOf(const FailureClass &failure)
{
    QList<Fix> fixes;
    for (const FixEntry &entry : failure.fixes)
        fixes.append(
            {"general", translated(entry.text), QString::fromUtf8(entry.snippet), entry.verified, {}, {}});
    const QList<StackRemedy> remedies = remediesByClass().value(failure.id);
    for (const StackRemedy &entry : remedies)
        fixes.append(fixOf(entry));
    return fixes;
}

QStringList referencesOf(const FailureClass &failure)
{
    QStringList references;
    for (const char *reference : failure.references)
        references.append(QString::fromUtf8(reference));
    return references;
}

QList<QByteArray> findingIds()
{
    QList<QByteArray> ids;
    for (const FailureClass *failure : failureClasses())
        ids.append(failure->id);
    return ids;
}

std::optional<Explanation> explain(const QByteArray &id)
{
    const auto &all = failureClasses();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const FailureClass *failure) { return id == failure->id; });
    if (found == all.end())
        return {};
    const FailureClass &failure = **found;
    Explanation explanation;
    explanation.id = id;
    explanation.severity = failure.severity;
    explanation.title = translated(failure.title);
    explanation.meaning = translated(failure.meaning);
    explanation.tellApart = translated(failure.tellApart);
    explanation.proveIt = QString::fromUtf8(commandsFor(id));
    explanation.causes = causesOf(failure);
    explanation.fixes = fixesOf(failure);
    explanation.references = referencesOf(failure);
    return explanation;
}

QString proofOf(const Fix &fix)
{
    if (!fix.triedWith.isEmpty())
        return fix.source.isEmpty() ? Text::tr("Tried with %1.").arg(fix.triedWith)
                                    : Text::tr("Tried with %1. More: %2").arg(fix.triedWith, fix.source);
    if (fix.verified)
        return Text::tr("Tried against real servers.");
    return fix.source.isEmpty() ? QString() : Text::tr("Not tried here; from %1").arg(fix.source);
}

} // namespace wirewise::diagnosis
