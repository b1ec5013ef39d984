#pragma once

#include "wire/byterange.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>

namespace wirewise::diagnosis {

enum class Severity { Info, Warning, Error };
QByteArray toString(Severity severity);
std::optional<Severity> severityFromString(const QByteArray &text);

/// The layers in the order in which a connection is built; the part of an id before the dot.
enum class Layer { Local, Url, Dns, Tcp, Proxy, Tls, Http, Health, Upgrade, Engineio, Session, Auth };
QByteArray toString(Layer layer);
[[nodiscard]] Layer layerOf(const QByteArray &findingId);

/// Bytes that prove a finding. An empty probe means a fact that has no bytes (an address, a time).
struct Evidence
{
    QByteArray probe; ///< name of the exchange
    wire::Direction direction = wire::Direction::Received;
    wire::ByteRange range; ///< in Exchange::sent or received, or in SessionFacts::stream if inSession
    bool inSession = false;
    QString text; ///< the quoted bytes, made printable
    QString says; ///< one sentence: what these bytes show
};

enum class Likelihood { Likely, Possible };
struct Cause
{
    QString text;    ///< a short sentence
    QString confirm; ///< how to find out, may hold `code`
    Likelihood likelihood = Likelihood::Possible;
};

/// How to mend it on one stack.
struct Fix
{
    QByteArray stack;      ///< "uvicorn", "nginx", …; "general" fits everywhere
    QString text;          ///< what to do, and what to expect afterwards
    QString snippet;       ///< lines; "- " removed, "+ " added, others context; may be empty
    bool verified = false; ///< tried against the real software; else from its documentation
    QString triedWith;     ///< the software and version on which it was tried: "nginx 1.22.1"; may be empty
    QString source;        ///< address of the vendor's documentation; may be empty
};

/// One thing that is wrong, or right, with its proof.
struct Finding
{
    QByteArray id; ///< of failure-classes, for example "upgrade.route-missing"
    Severity severity = Severity::Error;
    double confidence = 0; ///< 0 to 1
    QString title;         ///< the verdict sentence, at most 100 characters
    QString where;         ///< second line: where the fix belongs
    QString explanation;   ///< what happened and why, a short paragraph; may hold `code`
    QList<Evidence> evidence;
    QList<Cause> causes;    ///< most likely first
    QList<Fix> fixes;       ///< the recognised stack's first
    QStringList references; ///< "RFC 6455 section 4.2.1", addresses
};

enum class Verdict { Works, WorksWithWarnings, Fails, NotChecked };
QByteArray toString(Verdict verdict); ///< "works-with-warnings"
std::optional<Verdict> verdictFromString(const QByteArray &text);

/// Who produced or passed on an answer, read off its bytes.
struct Hop
{
    enum class Kind { Platform, Proxy, Server, Framework, App };
    Kind kind = Kind::Server;
    QByteArray stack;   ///< key as in Fix::stack
    QString name;       ///< "nginx 1.22.1"
    bool wrote = false; ///< this hop wrote the answer; false: it passed it on, or that is not known
    Evidence evidence;
};

/// The judgement of one observation.
struct Diagnosis
{
    Verdict verdict = Verdict::NotChecked;
    QList<Finding> findings; ///< the primary first; never empty
    QList<Hop> hops;         ///< who answered the upgrade, nearest first
    QByteArray rules;        ///< version of the rules that judged

    [[nodiscard]] const Finding &primary() const { return findings.constFirst(); }
    /// The title of the primary finding.
    [[nodiscard]] QString summary() const { return findings.isEmpty() ? QString() : primary().title; }
};

} // namespace wirewise::diagnosis

Q_DECLARE_METATYPE(wirewise::diagnosis::Diagnosis)
