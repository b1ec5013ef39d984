#pragma once

#include "diagnosis/finding.h"
#include "observation/observation.h"
#include "session/sessionfile.h"

#include <QDialog>

#include <memory>

namespace wirewise::gui {

namespace Ui {
class JudgementDialog;
}

/// A session as it was judged that day, and as the rules of this version judge it. The file keeps the old
/// one.
class JudgementDialog : public QDialog
{
    Q_OBJECT
public:
    JudgementDialog(const session::SessionInfo &info, const observation::Observation &observation,
                    const diagnosis::Diagnosis &then, const diagnosis::Diagnosis &now,
                    QWidget *parent = nullptr);
    ~JudgementDialog() override;

private:
    std::unique_ptr<Ui::JudgementDialog> m_ui;
};

} // namespace wirewise::gui
