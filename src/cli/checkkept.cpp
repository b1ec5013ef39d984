// What `check` keeps in a session file, and how it goes on from one.

#include "cli/checkverb.h"
#include "cli/listruns.h"
#include "cli/recordoptions.h"

namespace wirewise::cli {

using session::SessionFile;

QString CheckVerb::openSession(const Arguments &arguments, const record::RecordLimits &limits)
{
    const QString path = arguments.value("session");
    const bool resumes = arguments.has("resume");
    if (resumes) {
        session::Result<session::CheckReader> kept = session::CheckReader::open(path);
        if (!kept)
            return kept.error().text;
        m_kept = std::make_unique<session::CheckReader>(*std::move(kept));
    }
    session::Result<SessionFile> file = resumes ? SessionFile::open(path) : SessionFile::create(path);
    if (!file)
        return file.error().text + (resumes ? QString() : hintToResume(path));
    m_recorder = std::make_unique<record::Recorder>(*std::move(file), limits);
    connect(m_recorder.get(), &record::Recorder::failed, this, [this](const QString &sentence) {
        m_recordingFailed = true;
        console().complain(notKeptSince(sentence));
    });
    m_keepsPlan = resumes || (m_items.items.size() > 1 && !m_via.isAsked());
    if (m_keepsPlan && !resumes)
        m_recorder->setPlan(m_items.title, planOf(m_items));
    return {};
}

void CheckVerb::tellKept(qsizetype next)
{
    const qsizetype count = m_items.items.size();
    while (next < count && m_items.origins.at(next).keptCheck == 0)
        ++next;
    if (next == count || m_interrupted) {
        m_kept.reset();
        return runMany();
    }
    const auto content = m_kept->read(m_items.origins.at(next).keptCheck);
    if (content)
        take(next, content->observation, content->diagnosis);
    else // it cannot be told, so it is checked once more
        m_items.origins[next].keptCheck = 0;
    QMetaObject::invokeMethod(
        this, [this, next] { tellKept(next + 1); }, Qt::QueuedConnection);
}

void CheckVerb::keep(qsizetype index, const observation::Observation &observation,
                     const diagnosis::Diagnosis &diagnosis)
{
    if (!m_recorder)
        return;
    if (!m_keepsPlan)
        return m_recorder->addCheck(observation, diagnosis);
    // One that was stopped before its verdict is left for who goes on.
    if (!observation.stopped || diagnosis.verdict != diagnosis::Verdict::NotChecked)
        m_recorder->addCheck(index, observation, diagnosis);
}

} // namespace wirewise::cli
