; The installer for Windows. makensis gets VERSION, SOURCE (the folder that PyInstaller made), TARGET and ADDRESS.
;
;   askance-setup.exe /S                 for this user, without a question
;   askance-setup.exe /S /AllUsers       for everyone on the computer, as an administrator
;   uninstall.exe /S                     removes what was installed, and nothing that users have kept

Unicode true
SetCompressor /SOLID lzma
SetCompressorDictSize 64
ManifestDPIAware true
!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_INSTALLMODE_INSTDIR "Askance"
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "Software\Askance"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallMode"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Askance"
!include MultiUser.nsh
!include MUI2.nsh
!include FileFunc.nsh

Name "Askance"
OutFile "${TARGET}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "Askance"
VIAddVersionKey FileDescription "Askance's installer"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey LegalCopyright "MIT licence"

!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Function .onInit
    SetRegView 64
    !insertmacro MULTIUSER_INIT
FunctionEnd

Function un.onInit
    SetRegView 64
    !insertmacro MULTIUSER_UNINIT
FunctionEnd

Section
    ; what an earlier version brought and this one does not would be found by this one
    RMDir /r "$INSTDIR\_internal"
    SetOutPath "$INSTDIR"
    File /r "${SOURCE}/*"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortcut "$SMPROGRAMS\Askance.lnk" "$INSTDIR\askance.exe"
    WriteRegStr SHCTX "Software\Askance" "InstallMode" "$MultiUser.InstallMode"
    WriteRegStr SHCTX "${ENTRY}" "DisplayName" "Askance"
    WriteRegStr SHCTX "${ENTRY}" "DisplayVersion" "${VERSION}"
    WriteRegStr SHCTX "${ENTRY}" "DisplayIcon" "$INSTDIR\askance.exe"
    WriteRegStr SHCTX "${ENTRY}" "URLInfoAbout" "${ADDRESS}"
    WriteRegStr SHCTX "${ENTRY}" "InstallLocation" "$INSTDIR"
    WriteRegStr SHCTX "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
    WriteRegStr SHCTX "${ENTRY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S /$MultiUser.InstallMode'
    WriteRegDWORD SHCTX "${ENTRY}" "NoModify" 1
    WriteRegDWORD SHCTX "${ENTRY}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    WriteRegDWORD SHCTX "${ENTRY}" "EstimatedSize" "$0"
SectionEnd

Section "Uninstall"
    RMDir /r "$INSTDIR\_internal"
    Delete "$INSTDIR\askance.exe"
    Delete "$INSTDIR\askance-console.exe"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\Askance.lnk"
    DeleteRegKey SHCTX "${ENTRY}"
    DeleteRegKey SHCTX "Software\Askance"
SectionEnd
