#include "report/junit.h"

#include "observation/printable.h"
#include "report/masking.h"

#include <QXmlStreamWriter>

#include <algorithm>

namespace wirewise::report {

using diagnosis::Verdict;

namespace {

/// XML 1.0 section 2.2 knows neither control characters nor U+FFFE and U+FFFF, not even escaped.
QString xmlText(const QString &text)
{
    QString result = observation::printable(text.toUtf8());
    for (const char16_t noncharacter : {char16_t(0xFFFE), char16_t(0xFFFF)})
        result.replace(QChar(noncharacter), QChar(QChar::ReplacementCharacter));
    return result;
}

QString secondsOf(observation::Duration duration)
{
    return QString::number(std::chrono::duration<double>(duration).count(), 'f', 3);
}

void writeCase(QXmlStreamWriter &xml, const Outline &result)
{
    xml.writeStartElement(QStringLiteral("testcase"));
    xml.writeAttribute(QStringLiteral("classname"), QStringLiteral("wirewise"));
    xml.writeAttribute(QStringLiteral("name"), xmlText(result.url));
    xml.writeAttribute(QStringLiteral("time"), secondsOf(result.took));
    if (result.verdict == Verdict::Fails) {
        xml.writeStartElement(QStringLiteral("failure"));
        xml.writeAttribute(QStringLiteral("type"), QString::fromUtf8(result.findingId));
        xml.writeAttribute(QStringLiteral("message"), xmlText(result.summary));
        xml.writeCharacters(xmlText(result.explanation));
        xml.writeEndElement();
    } else if (result.verdict == Verdict::NotChecked) {
        xml.writeStartElement(QStringLiteral("skipped"));
        xml.writeAttribute(QStringLiteral("message"), xmlText(result.summary));
        xml.writeEndElement();
    } else {
        xml.writeTextElement(
            QStringLiteral("system-out"),
            QString(QString::fromUtf8(result.findingId) + QLatin1String(": ") + xmlText(result.summary)));
    }
    xml.writeEndElement();
}

} // namespace

Outline outlineOf(const Checked &checked)
{
    const Checked shown = masked(checked);
    Outline outline;
    outline.url = shown.observation.typed;
    outline.verdict = shown.diagnosis.verdict;
    outline.summary = shown.diagnosis.summary();
    if (!shown.diagnosis.findings.isEmpty()) {
        outline.findingId = shown.diagnosis.primary().id;
        outline.explanation = shown.diagnosis.primary().explanation;
    }
    outline.took = shown.observation.took;
    outline.startedAt = shown.observation.startedAt;
    if (const observation::Exchange *upgrade = shown.observation.exchange(observation::ProbeKind::Upgrade)) {
        outline.status = upgrade->status();
        if (upgrade->outcome == observation::Outcome::Answered)
            outline.upgrade = upgrade->timing.total;
    }
    return outline;
}

QByteArray junitDocument(const QList<Outline> &results)
{
    const auto count = [&results](Verdict verdict) {
        return QString::number(
            std::count_if(results.begin(), results.end(),
                          [verdict](const Outline &result) { return result.verdict == verdict; }));
    };
    observation::Duration took{0};
    for (const Outline &result : results)
        took += result.took;

    QByteArray document;
    QXmlStreamWriter xml(&document);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("testsuites"));
    xml.writeStartElement(QStringLiteral("testsuite"));
    xml.writeAttribute(QStringLiteral("name"), QStringLiteral("wirewise"));
    xml.writeAttribute(QStringLiteral("tests"), QString::number(results.size()));
    xml.writeAttribute(QStringLiteral("failures"), count(Verdict::Fails));
    xml.writeAttribute(QStringLiteral("errors"), QStringLiteral("0"));
    xml.writeAttribute(QStringLiteral("skipped"), count(Verdict::NotChecked));
    xml.writeAttribute(QStringLiteral("time"), secondsOf(took));
    for (const Outline &result : results)
        writeCase(xml, result);
    xml.writeEndDocument();
    return document;
}

} // namespace wirewise::report
